"""Word 97—2003 (.doc), WPS, RTF and ODT to a Draft: LibreOffice, where it is installed, makes a .docx of them, which is then read.

LibreOffice runs without a window, in a folder and with a profile of its own, with macros and the network switched off, against the clock.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from luoshi.source import Diagnostic, Severity, Source, SourceRefused
from luoshi.text.draft import Draft
from luoshi.text.formats import LABELS
from luoshi.text.from_docx import draft_docx
from luoshi.text.limits import MAX_CONVERSION_SECONDS, MAX_FILE_BYTES

PROGRAMS = ("soffice", "libreoffice")
FOLDERS = ("/usr/lib/libreoffice/program", "/opt/libreoffice/program", "/Applications/LibreOffice.app/Contents/MacOS")
# No macro runs, nothing linked is loaded, and what tries to reach the network all the same finds a proxy that nobody answers.
SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
PROXY = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy"), "http://127.0.0.1:9")


def draft_office(source: Source) -> Draft:
    """Read an old Word, WPS, RTF or ODT file.

    Raises:
        SourceRefused: `source.office-missing`, `source.office-failed`, `source.too-slow`, and what `draft_docx` refuses.
    """
    program = find_program()
    if program is None:
        message = f"读取{LABELS[source.format]}文件需要 LibreOffice，本机没有安装。"
        raise SourceRefused(
            "source.office-missing", message, "请用 WPS 或 Word 打开后另存为 .docx 再读，或请管理员安装 libreoffice-writer。"
        )
    draft = draft_docx(replace(source, data=converted(source, program), format="docx"))
    note = Diagnostic("text.converted", Severity.NOTE, f"{LABELS[source.format]}文件已转换为 .docx 后读取，编号和表格请留意核对。")
    return replace(draft, diagnostics=(note, *draft.diagnostics))


def find_program() -> str | None:
    """Return the path of LibreOffice, or None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None) or shutil.which("soffice", path=os.pathsep.join(FOLDERS))


def converted(source: Source, program: str) -> bytes:
    """Return the document as the bytes of a .docx file."""
    with TemporaryDirectory(prefix="luoshi-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given, profile = folder / f"document.{source.format}", folder / "profile"
        given.write_bytes(source.data)
        write_profile(profile)
        run(convert_command(program, profile, given, folder / "out"), folder)
        made = folder / "out" / "document.docx"
        if not made.is_file() or not 0 < made.stat().st_size <= MAX_FILE_BYTES:
            raise failed(source)
        return made.read_bytes()


def convert_command(program: str, profile: Path, given: Path, out: Path) -> list[str]:
    """Return the command that makes a .docx of a file."""
    return [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(out),
        str(given),
    ]


def run(command: list[str], folder: Path) -> None:
    """Run LibreOffice and wait for it; past the limit it is ended with all the processes it started."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, **PROXY, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
    )
    try:
        process.wait(MAX_CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as fault:
        raise SourceRefused("source.too-slow", "文件转换超时，未能读取。", "请用 WPS 或 Word 打开后另存为 .docx 再读。") from fault
    finally:
        end_session(process)


def end_session(process: subprocess.Popen[bytes]) -> None:
    """End a process that is still running, and those in its session."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:  # Windows
            process.kill()
        process.wait()


def write_profile(profile: Path) -> None:
    """Write the settings of a fresh LibreOffice profile."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{"Office." if path.startswith("Common") else ""}{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in SETTINGS
    )
    text = f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def failed(source: Source) -> SourceRefused:
    """Return the refusal of a file that LibreOffice could not read."""
    message = f"{LABELS[source.format]}文件无法转换，可能已损坏或加密。"
    return SourceRefused("source.office-failed", message, "请用 WPS 或 Word 打开后另存为 .docx 再读。")
