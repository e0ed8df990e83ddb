"""What our templates are compiled to: Jinja's code, without what none of them needs.

Jinja asks its environment for every attribute, its context for every call, and makes a `Markup` of every piece of text;
that was half of the time of rendering. Here attributes are read and functions are called as Python does it. So what a
template names must be there: a dot reads attributes and no keys, and functions are given nothing but their arguments.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.environment import TemplateModule
from jinja2.utils import missing
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as escaped_text
except ImportError:
    escaped_text = escape

_new = str.__new__


def text_of(value: object) -> str:
    """`value` as it stands in HTML: what `escape` gives, not marked as safe, for it is joined to the page at once."""
    kind = type(value)
    if kind is str:
        return escaped_text(value)  # type: ignore[arg-type]
    return value if kind is Markup else escape(value)  # type: ignore[return-value]


def macro_of(body: Any, names: tuple[str, ...]) -> Callable[..., Markup]:
    """A macro as a function of its parameters, which are called `names`."""
    body.__defaults__ = (missing,) * len(names)  # for which it puts in what the template says

    def macro(*given: object, **named: object) -> Markup:
        if named:
            given += tuple(named.pop(name, missing) for name in names[len(given) :])
            if named:
                raise TypeError(f"no such parameter: {', '.join(named)}")
        return _new(Markup, body(*given))

    return macro


class PlainCode(CodeGenerator):
    """Writes the code of our templates."""

    def write_commons(self) -> None:
        super().write_commons()
        self.writeline("text_of = environment.text_of")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("text_of(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            self.write(f"environment.macro_of(macro, {tuple(arg.name for arg in macro_ref.node.args)!r})")

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
        else:
            self.write("environment.module_of(")
            self.visit(node.template, frame)
            self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        node.expr2 = node.expr2 or nodes.Const("")  # instead of an `Undefined` made and formatted each time
        super().visit_CondExpr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")


class PlainEnvironment(jinja2.Environment):
    """The environment of templates compiled to `PlainCode`, which asks it for what has a name here."""

    code_generator_class = PlainCode
    text_of = staticmethod(text_of)
    macro_of = staticmethod(macro_of)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._modules: dict[str, TemplateModule] = {}

    def module_of(self, name: str) -> TemplateModule:
        """The macros of a template: made once, where Jinja looks for the template on each page that imports it."""
        if name not in self._modules:
            self._modules[name] = self.get_template(name).module
        return self._modules[name]

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Those of the environment themselves: each page copies them, and a chain of mappings is slow to copy."""
        return super().make_globals(d) if d else self.globals
