"""The JSON Schema of plan files, generated from the models and from the fields of the records, so
that editors complete and check what they can."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from lacduong_kpi.plan.conditions import RELATIONS
from lacduong_kpi.plan.model import Moment, Operator, Plan, Relation, Window
from lacduong_kpi.plan.operands import OPERATORS
from lacduong_kpi.plan.schema import KINDS, PlanFile
from lacduong_kpi.terms import FIELDS, Field, FieldType, Kind
from lacduong_kpi.wording import Language, knows, say

Json = dict[str, Any]
"""JSON, which has no closer type"""

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_MONTH_DAY: Json = {"type": "string", "pattern": r"^\d\d-\d\d$"}
_DAY: Json = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_MOMENT: Json = {"anyOf": [{"enum": [each.value for each in Moment]}, _MONTH_DAY]}
_WORDS: dict[FieldType, Json] = {
    FieldType.TEXT: {"type": "string"},
    FieldType.NAME: {"type": "string"},
    FieldType.DIGITS: {"type": "string"},
    FieldType.FLAG: {"type": "boolean"},
    FieldType.COUNT: {"type": "integer", "minimum": 0},
}


def plan_schema(plan: Plan | None = None) -> str:
    """The schema as JSON text, the same bytes every time: of all plans, or of those that have the
    fields, definitions and settings of this one, so that an editor knows these as well."""
    schema = PlanFile.model_json_schema(by_alias=True)
    definitions: Json = schema["$defs"]
    _connect(definitions)
    for kind in Kind:
        definitions[_condition_name(kind)] = _condition(kind)
        if plan is not None:
            _close(definitions[_condition_name(kind)], kind, plan)
    whole = {"$schema": DIALECT, "title": "lacduong-kpi plan", **_tidy(schema)}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _tidy(schema: Any) -> Any:
    """Without generated titles and null alternatives: a key that is not wanted is left out."""
    if isinstance(schema, list):
        return [_tidy(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    options = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    rest = {key: each for key, each in schema.items() if key not in ("title", "anyOf")}
    if rest.get("default", ...) in (None, [], {}, ""):
        rest.pop("default", None)
    if len(options) == 1:
        rest = {**options[0], **rest}
    elif options:
        rest["anyOf"] = options
    tidied = {key: _tidy(each) for key, each in rest.items() if key != "properties"}
    if "properties" in rest:  # a key may be called title, or anything
        tidied["properties"] = {key: _tidy(each) for key, each in rest["properties"].items()}
    return tidied


def _connect(definitions: Json) -> None:
    """Puts the conditions, whose form depends on the record kind, where the models leave room."""
    for name in ("DefinitionForm", "BaseForm"):
        definitions[name]["allOf"] = [_if_of(of, {"where": _ref(of)}) for of in KINDS]
    definitions["MeasureForm"]["allOf"] = [_if_of(of, _measure_parts(of)) for of in KINDS]
    for of in KINDS:
        definitions["ScopeForm"]["properties"][of] = _ref(of)
    period = definitions["TargetForm"]["properties"]["period"]
    names = {"enum": ["continuous", "year", "term"]}
    definitions["TargetForm"]["properties"]["period"] = {"anyOf": [names, period]}


def _measure_parts(of: str) -> Json:
    where = {"properties": {"where": _ref(of)}}
    return {"numerator": _ref(of), "population": where, "exclude": {"items": where}}


def _if_of(of: str, properties: Json) -> Json:
    return {
        "if": {"properties": {"of": {"const": of}}, "required": ["of"]},
        "then": {"properties": properties},
    }


def _condition_name(kind: Kind) -> str:
    return "".join(word.capitalize() for word in kind.value.split("_")) + "Condition"


def _ref(of: str) -> Json:
    return {"$ref": f"#/$defs/{_condition_name(KINDS[of])}"}


def _own(kind: Kind) -> Json:
    return {"$ref": f"#/$defs/{_condition_name(kind)}"}


def _condition(kind: Kind) -> Json:
    """A condition on one kind of record. Fields that a plan adds are any other key."""
    several: Json = {"type": "array", "items": _own(kind), "minItems": 1}
    properties: Json = {
        "all": several,
        "any": several,
        "not": _own(kind),
        "is": {"type": "string"},
        "when": {"type": "object", "additionalProperties": {"type": "string"}},
    }
    for relation, other in RELATIONS[kind].items():
        properties[relation.value] = _relation(relation, other)
    for field in FIELDS[kind].values():
        choices = [each.value for each in field.choices or ()]
        properties[field.name] = _field(field, _label(field, kind), choices)
    return {"type": "object", "minProperties": 1, "properties": properties}


def _close(condition: Json, kind: Kind, plan: Plan) -> None:
    """Leaves no keys but those that the plan knows."""
    condition["additionalProperties"] = False
    properties: Json = condition["properties"]
    named = [each.named.id for each in plan.definitions if each.kind is kind]
    properties["is"] = {"enum": named}
    properties["when"] = {
        "type": "object",
        "properties": {
            each.id: {"enum": [choice for choice, _ in each.choices]} for each in plan.settings
        },
        "additionalProperties": False,
    }
    for extra in plan.extra_fields:
        if extra.kind is kind:
            properties[extra.field.name] = _field(extra.field, extra.label, extra.choices)


def _relation(relation: Relation, other: Kind) -> Json:
    if relation not in (Relation.ANY_MEMBER, Relation.ANY_UNIT):
        return _own(other)
    properties: Json = {
        "present": _MOMENT,
        "existing": _MOMENT,
        "where": _own(other),
        "at_least": {"type": "integer", "minimum": 1},
    }
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _field(field: Field, label: str, choices: Sequence[str]) -> Json:
    value = {"enum": list(choices)} if choices else _WORDS.get(field.type, {})
    operators = {each.value: _operand(field, each, value) for each in OPERATORS[field.type]}
    comparison: Json = {
        "type": "object",
        "minProperties": 1,
        "properties": operators,
        "additionalProperties": False,
    }
    described = {"description": label}
    if field.type is FieldType.DATE:
        return described | comparison
    return described | {"anyOf": [value, comparison]}


def _label(field: Field, kind: Kind) -> str:
    special = f"terms.field.{kind.value}.{field.name}"
    return " / ".join(
        say(each, special if knows(each, special) else f"terms.field.{field.name}")
        for each in (Language.VI, Language.EN)
    )


def _operand(field: Field, operator: Operator, value: Json) -> Json:
    match operator:
        case Operator.KNOWN | Operator.GIVEN | Operator.COLUMN:
            return {"type": "boolean"}
        case Operator.WITHIN:
            return {"enum": [each.value for each in Window]}
        case Operator.IN:
            return {"type": "array", "items": value, "minItems": 1}
        case Operator.CONTAINS:
            return {"type": "string", "minLength": 1}
        case _ if field.type is FieldType.DATE:
            return {"anyOf": [_DAY, _MONTH_DAY, _other_date()]}
        case _:
            return value


def _other_date() -> Json:
    return {
        "type": "object",
        "properties": {"field": {"type": "string"}},
        "required": ["field"],
        "additionalProperties": False,
    }
