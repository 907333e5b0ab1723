"""Whether a robot's code asks its item and its portal for what these have.

A mistyped name would come up in the middle of a run; here it has a line.
"""

import ast
from collections.abc import Collection, Iterator, Mapping, Sequence

from rpa_suite.errors import nearest
from rpa_suite.robots.source import FieldSource, text_of


def mistyped_names(
    tree: ast.AST, known: Mapping[str, Collection[str]]
) -> Iterator[tuple[int, str]]:
    """Yield line and fault of every name that is asked for in vain.

    Args:
        tree: A file of the robot.
        known: Name of a class to the names that its objects have.
    """
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        of_class = {
            each.arg: each.annotation.id
            for each in function.args.args
            if isinstance(each.annotation, ast.Name) and each.annotation.id in known
        }
        for node in ast.walk(function):
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=wanted, lineno=line):
                    owner = of_class.get(name, "")
                    if owner and wanted not in known[owner]:
                        hint = nearest(wanted, known[owner])
                        yield line, f"{owner} に「{wanted}」はありません。{hint}"


def unknown_sections(
    tree: ast.AST, sources: Sequence[FieldSource]
) -> Iterator[tuple[int, str]]:
    """Yield line and fault of every 欄 that is filled but not in ``fields``."""
    if not sources:
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="fill"), args=[_, section]):
                wanted = text_of(section)
                if "*" in wanted or any(each.is_in(wanted) for each in sources):
                    continue
                hint = nearest(wanted, [each.section for each in sources])
                yield (
                    section.lineno,
                    f"欄「{wanted}」が portal.py の fields にありません。{hint}",
                )
