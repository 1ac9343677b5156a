"""What cdk8s and a team's guests say in Node, as one sentence without a stack."""

import re

import jsii

PREFIX = re.compile(r"(?:@jsii/kernel\.\w+: |\w*Error: )*")
SERIALIZING = re.compile(r"Failed serializing construct at path '([^']+)' with name '[^']*': (?:\w*Error: )*(.*)")
TAKEN = re.compile(r"There is already a Construct with name '([^']+)' in \w*(?: \[([^\]]*)\])?")
CYCLE = re.compile(r"Dependency cycle detected: (.*)")
VALIDATION = "Validation failed with the following errors:"


def is_from_node(error: BaseException) -> bool:
    """Whether an exception came through jsii; a team's own RuntimeError did not."""
    return isinstance(error.__cause__, jsii.errors.JavaScriptError)


def sentences(error: RuntimeError) -> list[str]:
    """The findings of a validation, or the only complaint."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[1:] if lines and lines[0].endswith(VALIDATION) else [_sentence(str(error))]


def _sentence(text: str) -> str:
    text = PREFIX.sub("", text.strip(), count=1)
    first = text.splitlines()[0] if text else "no reason given"
    if match := SERIALIZING.match(text):
        return f"[{match[1]}] object must be complete ({match[2]}); correct it"
    if match := TAKEN.match(text):
        return f"[{match[2] or ''}] construct id ({match[1]}) must be unique in its scope; give one of the two another id"
    if match := CYCLE.match(text):
        return f"dependencies ({match[1]}) must not form a cycle; drop one of them"
    fields = ".".join(re.findall(r"Key '([^']+)'", text))
    return f"construct must get arguments that it accepts ({first}{f', field {fields}' if fields else ''}); correct the call"
