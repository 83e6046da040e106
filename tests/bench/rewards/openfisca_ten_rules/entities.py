"""Whom the rules are about."""

from openfisca_core.entities import build_entity

Enterprise = build_entity(key="enterprise", plural="enterprises", label="An enterprise", is_person=True)
