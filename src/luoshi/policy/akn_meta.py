"""What Akoma Ntoso wants to know about a document besides its text: work, expression and manifestation (FRBR). Nothing is made up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from luoshi.policy.akn_xml import Element, add
from luoshi.policy.nodes import Policy

# Akoma Ntoso demands a date; this one says by its name that none is known.
UNKNOWN_DATE = "0001-01-01"


@dataclass(frozen=True, slots=True)
class Work:
    """A document as a work: `uri` such as `/akn/cn/doc/policy/2023-06-06/通政办发-2023-26`."""

    uri: str
    this: str
    date: str
    author: str
    country: str
    language: str
    number: str
    name: str

    @classmethod
    def of(cls, policy: Policy, country: str, language: str, work_date: str | None) -> Work:
        """Name the work after its document number, or after the digest of its source.

        Raises:
            ValueError: `work_date` is no date.
        """
        issued = date.fromisoformat(work_date).isoformat() if work_date else policy.issued_on or UNKNOWN_DATE
        number = re.sub(r"[〔〕号\s]+", "-", policy.document_number).strip("-")
        uri = f"/akn/{country}/doc/policy/{issued}/{number or policy.text.source.sha256[:16]}"
        return cls(uri, f"{uri}/!main", issued, policy.issuer, country, language, policy.document_number, policy.title)

    def annex(self, identifier: str, name: str) -> Work:
        """Return the annex as a component of the same work."""
        return replace(self, this=f"{self.uri}/!{identifier}", name=name, number="")


def meta(doc: Element, work: Work) -> None:
    """Write `meta` with identification and the references that it points to."""
    head = add(doc, "meta")
    identification = add(head, "identification", source="#luoshi")
    level = _level(identification, "FRBRWork", work, work.this, work.uri)
    add(level, "FRBRcountry", value=work.country)
    if work.number:
        add(level, "FRBRnumber", value=work.number)
    if work.name:
        add(level, "FRBRname", value=work.name)
    component = work.this.removeprefix(work.uri)
    expression = f"{work.uri}/{work.language}@"
    level = _level(identification, "FRBRExpression", work, expression + component, expression)
    add(level, "FRBRlanguage", language=work.language)
    level = _level(identification, "FRBRManifestation", work, f"{expression}{component}.xml", f"{expression}.xml")
    add(level, "FRBRformat", value="application/xml")
    references = add(head, "references", source="#luoshi")
    add(references, "TLCOrganization", eId=f"{_prefix(work)}luoshi", href="/akn/ontology/organization/luoshi", showAs="落实")
    if work.author:
        add(references, "TLCOrganization", eId=f"{_prefix(work)}issuer", href="/akn/ontology/organization/issuer", showAs=work.author)
    else:
        add(references, "TLCOrganization", eId=f"{_prefix(work)}issuer", href="/akn/ontology/organization/unknown", showAs="未载明")


def _prefix(work: Work) -> str:
    """Keep identifiers of the references apart where a file holds several documents."""
    component = work.this.removeprefix(work.uri).removeprefix("/!")
    return "" if component == "main" else f"{component}__"


def _level(parent: Element, name: str, work: Work, this: str, uri: str) -> Element:
    level = add(parent, name)
    add(level, "FRBRthis", value=this)
    add(level, "FRBRuri", value=uri)
    add(level, "FRBRdate", date=work.date, name="unknown" if work.date == UNKNOWN_DATE else "generation")
    add(level, "FRBRauthor", href=f"#{_prefix(work)}issuer")
    return level
