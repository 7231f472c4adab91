"""Validates events against the JSON Schemas, and the references of the AsyncAPI document, with third-party validators.

Usage: check_event_schemas.py SCHEMAS_FOLDER CASES_FILE

CASES_FILE has one JSON object per line: `name`, `schema` (a file in SCHEMAS_FOLDER/events), `event` (any JSON) and `valid`
(the verdict of the adapter). Prints every disagreement and exits with 1 if there is any.
"""

import json
import pathlib
import sys

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource


def registry(events: pathlib.Path) -> Registry:
    resources = []
    for path in sorted(events.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        resources.append((path.name, Resource.from_contents(schema)))
    return Registry().with_resources(resources)


def disagreements(events: pathlib.Path, cases: pathlib.Path):
    schemas = registry(events)
    validators = {}
    count = 0
    for line in cases.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        name = case["schema"]
        if name not in validators:
            validators[name] = Draft202012Validator({"$ref": name}, registry=schemas)
        errors = list(validators[name].iter_errors(case["event"]))
        count += 1
        if case["valid"] and errors:
            yield f"{case['name']}: the program takes it, the schema does not: {errors[0].message}"
        elif not case["valid"] and not errors:
            yield f"{case['name']}: the schema takes it, the program does not"
    if count == 0:
        yield "there were no cases"


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def resolves(document, pointer: str) -> bool:
    node = document
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if not isinstance(node, dict) or part not in node:
            return False
        node = node[part]
    return True


def broken_references(schemas: pathlib.Path):
    main = schemas / "asyncapi.yaml"
    document = yaml.safe_load(main.read_text(encoding="utf-8"))
    if not str(document.get("asyncapi", "")).startswith("3."):
        yield f"{main.name}: not AsyncAPI 3"
    files = {main: document}
    files |= {path: json.loads(path.read_text(encoding="utf-8")) for path in (schemas / "events").glob("*.json")}
    for path, content in files.items():
        for reference in references(content):
            target, _, pointer = reference.partition("#")
            file = (path.parent / target).resolve() if target else path
            found = {known.resolve(): value for known, value in files.items()}.get(file.resolve())
            if found is None or not resolves(found, pointer):
                yield f"{path.name}: {reference} leads nowhere"


def main() -> int:
    schemas, cases = map(pathlib.Path, sys.argv[1:3])
    wrong = [*disagreements(schemas / "events", cases), *broken_references(schemas)]
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
