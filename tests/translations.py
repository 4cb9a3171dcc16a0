"""What the program says to its user, gathered from its source: what a catalogue of another language must hold.

A sentence is the constant in `tr(...)`, `say(...)`, `translate(context, ...)`, or what goes into an error, a failure,
the name of an operation and whatever else is shown by `local`. Such words are followed through names, constants,
functions and their callers within the package. In an f-string each value is a place: `{0}`, `{1}`.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, product
from math import prod
from pathlib import Path

from reviewer.words import in_quotes

ROOT = Path(__file__).parent.parent
SAYING = {"tr": 0, "_tr": 0, "say": 0, "translate": 1}
"""Functions, with the place of the argument that is looked up as it stands."""
SHOWN: dict[str, dict[int, str]] = {
    "operation": {1: "name"},
    "note_import": {2: "name"},
    "Failure": {1: "message"},
    "Problem": {1: "what", 2: "do"},
    "Progress": {2: "note"},
    "Finding": {1: "what"},
    "BadRow": {2: "why"},
    "Note": {1: "what"},
    "Named": {2: "why"},
    "Guess": {2: "doubts"},
    "Item": {2: "reason"},
    "Found": {2: "reason"},
    "add_exception": {3: "reason", 4: "detail"},
    "refuse_row": {5: "why"},
    "flag": {0: "words"},
    "Field": {1: "title", 2: "place"},
    "Numbered": {1: "written"},
    "Searched": {0: "query", 1: "read_as"},
    "QuoteCheck": {1: "file"},
}
"""What is called with words that are shown, and at which places, besides errors."""
KEYWORDS = {"flags", "date_source", "_told", "DOUBTFUL", "SOURCE", "_SPOKEN", "_KEYS"}
"""Arguments, names and functions of these names hold words that are shown, whoever takes them."""
RETURNED = {"told", "order_told", "written", "marks", "__str__", "notices", "warnings", "page_flags", "garbage_flags"}
RETURNED |= {"_left_out", "_step", "_doubles"}
"""Functions and properties that return words which are shown."""
ENUMS = {"FileType", "TagKind", "Encoding"}
"""Enums whose values are shown; Kind is that of findings."""
_WORD = re.compile(r"[^\w\d]*[^\W\d_]?[a-zé]+[.:]?[^\w\d]*")
_LETTER = re.compile(r"[^\W\d_]")
_PLACE = re.compile(r"\{\w*\}")
_VALUE = "\0"  # stands for a value until places are numbered
_MOST = 6  # forms that an f-string makes
_UNWRAPPED = {"tuple", "list", "filter", "sorted", "fromkeys", "chain"}
_SILENT = ("cli", "demo.py", "errors.py", "words.py")  # what is said there is English, or the words of others

Forms = list[str]


@dataclass
class Function:
    """A function: the module and the function that it stands in, what its names are bound to, what it returns."""

    module: Module
    node: ast.FunctionDef
    outer: Function | None
    bound: dict[str, list[ast.expr]] = field(default_factory=dict)
    returned: list[ast.expr] = field(default_factory=list)

    @property
    def parameters(self) -> list[str]:
        """Their names, without self."""
        held = self.node.args
        return [one.arg for one in (*held.posonlyargs, *held.args, *held.kwonlyargs) if one.arg not in ("self", "cls")]

    def default(self, parameter: str) -> list[ast.expr]:
        """What a parameter is where nothing is passed; empty where something must be."""
        held = self.node.args
        ends = [*held.posonlyargs, *held.args][::-1]
        pairs = [*zip(ends, held.defaults[::-1], strict=False), *zip(held.kwonlyargs, held.kw_defaults, strict=True)]
        return [value for one, value in pairs if one.arg == parameter and value]


@dataclass
class Module:
    """A file of the package.

    `imported` says where a name that it imports is from, `shown` holds what stands where shown words are kept.
    """

    path: Path
    bound: dict[str, list[ast.expr]] = field(default_factory=dict)
    functions: dict[str, list[Function]] = field(default_factory=dict)
    imported: dict[str, str] = field(default_factory=dict)
    calls: list[tuple[Function | None, ast.Call]] = field(default_factory=list)
    shown: list[tuple[Function | None, ast.expr]] = field(default_factory=list)

    def where(self, node: ast.AST) -> str:
        """A place in it, for people."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def sentences() -> dict[str, str]:
    """All that is said, each with a place where it is said ("reviewer/ui/session.py:230")."""
    source = Source()
    return {**of_resources(), **source.composed(), **source.looked_up()}


def of_resources() -> dict[str, str]:
    """What the coding form asks and says, and the titles of templates."""
    folder = ROOT / "resources"
    form = json.loads((folder / "coding.json").read_text(encoding="utf-8"))
    asked = chain.from_iterable((one["title"], *one.get("choices", ())) for one in form["questions"])
    said = (rule["say"] for rule in form["rules"])
    titles = (json.loads(path.read_text(encoding="utf-8"))["title"] for path in (folder / "templates").glob("*.json"))
    return {**dict.fromkeys(chain(asked, said), "coding.json"), **dict.fromkeys(titles, "resources/templates")}


class Source:
    """The package, parsed."""

    def __init__(self) -> None:
        paths = sorted((ROOT / "reviewer").rglob("*.py"))
        self._modules = [_module(path) for path in paths if path.relative_to(ROOT).parts[1] not in _SILENT]
        self._named = {_dotted(module.path): module for module in self._modules}
        self._calls: dict[str, list[tuple[Module, Function | None, ast.Call]]] = {}
        for module in self._modules:
            for function, call in module.calls:
                self._calls.setdefault(_name(call.func), []).append((module, function, call))

    def looked_up(self) -> dict[str, str]:
        """What is looked up as it stands."""
        follow = _Follow(self)
        for name, place in SAYING.items():
            for module, function, call in self._calls.get(name, ()):
                if len(call.args) > place and (function is None or function.node.name not in SAYING):
                    follow.take(call.args[place], module, function)
        return {words: where for words, where in follow.found.items() if words and _VALUE not in words}

    def composed(self) -> dict[str, str]:
        """What is shown after it was put together."""
        follow = _Follow(self)
        for module, function, words in self._shown():
            follow.take(words, module, function)
        return {_numbered(form): where for form, where in follow.found.items() if _has_words(form)}

    def _shown(self) -> Iterator[tuple[Module, Function | None, ast.expr]]:
        errors = {name: {0: "what", 1: "why", 2: "do"} for name in _errors()}
        for name, places in {**errors, **SHOWN}.items():
            for module, function, call in self._calls.get(name, ()):
                for place, keyword in places.items():
                    yield from ((module, function, words) for words in _arguments(call, place, keyword))
        for module in self._modules:
            yield from ((module, function, words) for function, words in module.shown)
            for name in module.functions.keys() & (KEYWORDS | RETURNED):
                for function in module.functions[name]:
                    yield from ((module, function, words) for words in function.returned)

    def called(self, call: ast.Call, module: Module) -> list[Function]:
        """The functions of the package that a call means."""
        match call.func:
            case ast.Name(id=name):
                there, _, own = module.imported.get(name, "").rpartition(".")
                return self._functions(there, own) or module.functions.get(name, [])
            case ast.Attribute(value=ast.Name(id="self"), attr=name):
                return module.functions.get(name, [])
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                return self._functions(module.imported.get(name, ""), attribute)
        return []

    def callers(self, function: Function) -> Iterator[tuple[Module, Function | None, ast.Call]]:
        """All calls of a function."""
        for module, caller, call in self._calls.get(function.node.name, ()):
            if any(one is function for one in self.called(call, module)):
                yield module, caller, call

    def constant(self, name: str, module: Module) -> tuple[Module, list[ast.expr]]:
        """What a name of a module is bound to, and where."""
        there, _, own = module.imported.get(name, "").rpartition(".")
        if (other := self._named.get(there)) and own in other.bound:
            return other, other.bound[own]
        return module, module.bound.get(name, [])

    def _functions(self, dotted: str, name: str) -> list[Function]:
        module = self._named.get(dotted)
        return module.functions.get(name, []) if module else []


class _Follow:
    """Follows words to what they may be; `found` has all forms, values as `_VALUE`, and where they stand."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._under_way: set[tuple[str, int, str]] = set()
        self._known: dict[tuple[str, int, str], Forms] = {}
        self.found: dict[str, str] = {}

    def take(self, words: ast.expr, module: Module, function: Function | None) -> None:
        """Add what an expression may say."""
        for form in self._forms(words, module, function):
            self.found.setdefault(form, module.where(words))

    def _forms(self, words: ast.expr, module: Module, function: Function | None) -> Forms:
        match words:
            case ast.Constant(value=value):
                return [value] if isinstance(value, str) else []
            case ast.JoinedStr(values=parts):
                return self._joined(parts, module, function)
            case ast.BinOp(left=left, op=ast.Add(), right=right) if not _is_tuple(words):
                return _products([self._forms(side, module, function) for side in (left, right)])
            case ast.Name(id=name):
                return self._of_name(name, module, function)
            case ast.Call():
                return self._of_call(words, module, function)
        parts = _inside(words)
        return self._all(parts, module, function) if parts else [_VALUE]

    def _joined(self, parts: list[ast.expr], module: Module, function: Function | None) -> Forms:
        """An f-string. A value that is one of a few texts makes as many forms; else what it may say is added itself."""
        made: list[Forms] = []
        for part in parts:
            before = made[-1][0] if made else ""
            if isinstance(part, ast.Constant):
                made.append([str(part.value)])
            elif isinstance(part, ast.FormattedValue):
                forms = [] if in_quotes(before) else list(dict.fromkeys(self._forms(part.value, module, function)))
                few = len(forms) * prod(map(len, made)) <= _MOST and not any(_VALUE in form for form in forms)
                made.append(forms if forms and few else [_VALUE])
                self.found.update({} if few else {form: module.where(part) for form in forms})
        return _products(made)

    def _of_name(self, name: str, module: Module, function: Function | None) -> Forms:
        key = (str(module.path), function.node.lineno if function else 0, name)
        if key in self._under_way:
            return []
        if key not in self._known:
            self._under_way.add(key)
            self._known[key] = self._bound_to(name, module, function)
            self._under_way.discard(key)
        return self._known[key]

    def _bound_to(self, name: str, module: Module, function: Function | None) -> Forms:
        while function:
            if name in function.bound:
                return self._all(function.bound[name], module, function)
            if name in function.parameters:
                return self._passed(name, function)
            function = function.outer
        there, values = self._source.constant(name, module)
        return self._all(values, there, None) or [_VALUE]

    def _passed(self, name: str, function: Function) -> Forms:
        """What callers pass for a parameter, or it has by default; of what is public not all callers are known."""
        place = function.parameters.index(name)
        private = function.node.name.startswith("_")
        forms = self._all(function.default(name), function.module, None) if private else [_VALUE]
        for module, caller, call in self._source.callers(function):
            for words in _arguments(call, place, name):
                forms += self._forms(words, module, caller)
        return forms or [_VALUE]

    def _of_call(self, call: ast.Call, module: Module, function: Function | None) -> Forms:
        name = _name(call.func)
        if name in _UNWRAPPED:
            return self._all(call.args, module, function)
        if name in ("values", "get", "format") and isinstance(call.func, ast.Attribute):
            said = self._all([call.func.value, *(call.args[1:] if name == "get" else ())], module, function)
            return [_PLACE.sub(_VALUE, form) for form in said]
        if name == "join" and call.args and isinstance(call.args[0], ast.GeneratorExp):
            return [_VALUE, *self._forms(call.args[0].elt, module, function)]
        forms: Forms = []
        for callee in self._source.called(call, module) if name not in SAYING else ():
            key = (str(callee.module.path), callee.node.lineno, "")
            if key not in self._under_way:
                self._under_way.add(key)
                forms += self._all(callee.returned, callee.module, callee)
                self._under_way.discard(key)
        return forms or [_VALUE]

    def _all(self, values: Iterable[ast.expr], module: Module, function: Function | None) -> Forms:
        return [form for one in values for form in self._forms(one, module, function)]


def _module(path: Path) -> Module:
    module = Module(path)
    _scan(ast.parse(path.read_text(encoding="utf-8")), module, None)
    return module


def _scan(node: ast.AST, module: Module, function: Function | None) -> None:
    """Note what a node holds down, all in one pass."""
    for child in ast.iter_child_nodes(node):
        inner = function
        if isinstance(child, ast.FunctionDef):
            inner = Function(module, child, function)
            module.functions.setdefault(child.name, []).append(inner)
        elif isinstance(child, ast.ImportFrom):
            module.imported.update({one.asname or one.name: f"{child.module}.{one.name}" for one in child.names})
        elif isinstance(child, ast.ClassDef) and _is_shown(child, module):
            module.shown += [(None, one.value) for one in child.body if isinstance(one, ast.Assign)]
        elif isinstance(child, ast.Call):
            module.calls.append((function, child))
        elif isinstance(child, ast.Return | ast.Yield | ast.YieldFrom) and function and child.value:
            function.returned.append(child.value)
        bound = function.bound if function else module.bound
        for name, value in _bindings(child):
            bound.setdefault(name, []).append(value)
        module.shown += [(function, words) for words in _held(child)]
        _scan(child, module, inner)


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The names that a node binds, with their values."""
    match node:
        case ast.Assign(targets=[target], value=value):
            return _pairs(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value) | ast.NamedExpr(target=target, value=value):
            return _pairs(target, value)
        case ast.AugAssign(target=target, value=value):
            return _pairs(target, value)
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            each = value.elts if isinstance(value, ast.Tuple | ast.List) else [value]
            return chain.from_iterable(_pairs(target, one) for one in each)
    return iter(())


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """Names with their values; of what can't be taken apart each name may have any part."""
    match target, value:
        case ast.Name(id=name), _:
            yield name, value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values) if len(targets) == len(values):
            yield from chain.from_iterable(map(_pairs, targets, values))
        case ast.Tuple(elts=targets), ast.IfExp(body=body, orelse=orelse):
            yield from chain(_pairs(target, body), _pairs(target, orelse))
        case ast.Tuple(elts=targets), _:
            yield from chain.from_iterable(_pairs(one, value) for one in targets)


def _inside(words: ast.expr) -> list[ast.expr]:
    """The parts of an expression that it may say."""
    match words:
        case ast.IfExp(body=body, orelse=orelse):
            return [body, orelse]
        case ast.BoolOp(values=values) | ast.List(elts=values) | ast.Tuple(elts=values) | ast.Set(elts=values):
            return values
        case ast.Dict(keys=keys, values=values):
            named = all(isinstance(one, ast.Constant) and one.value is None for one in values)
            return list(filter(None, keys)) if named else values
        case ast.DictComp(value=value) | ast.Subscript(value=value) | ast.Starred(value=value):
            return [value]
        case ast.ListComp(elt=value) | ast.GeneratorExp(elt=value) | ast.SetComp(elt=value):
            return [value]
        case ast.BinOp(left=left, op=ast.BitOr() | ast.Add(), right=right):
            return [left, right]
    return []


def _held(node: ast.AST) -> list[ast.expr]:
    """What a node puts into an argument or a name that holds shown words."""
    match node:
        case ast.keyword(arg=str(name), value=value) if name in KEYWORDS:
            return [value]
        case ast.Assign(targets=[target], value=value) | ast.AugAssign(target=target, value=value):
            if _name(target) in KEYWORDS:
                return [value]
            return [target.slice] if isinstance(target, ast.Subscript) and _name(target.value) in KEYWORDS else []
        case ast.Call(func=ast.Attribute(attr="append" | "update", value=holder), args=[value]):
            return [value] if _name(holder) in KEYWORDS else []
    return []


def _arguments(call: ast.Call, place: int, keyword: str) -> Iterator[ast.expr]:
    starred = any(isinstance(one, ast.Starred) for one in call.args[: place + 1])
    if place < len(call.args) and not starred:
        yield call.args[place]
    yield from (one.value for one in call.keywords if one.arg == keyword)


def _is_tuple(words: ast.expr) -> bool:
    """Whether a sum is one of tuples or lists, not of texts."""
    return any(isinstance(one, ast.Tuple | ast.List | ast.Starred) for one in ast.walk(words))


def _is_shown(node: ast.ClassDef, module: Module) -> bool:
    return node.name in ENUMS or (node.name == "Kind" and module.path.stem == "checks")


def _errors() -> list[str]:
    tree = ast.parse((ROOT / "reviewer" / "errors.py").read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef)]


def _products(parts: list[Forms]) -> Forms:
    return ["".join(each) for each in product(*parts)]


def _numbered(form: str) -> str:
    first, *rest = form.split(_VALUE)
    return first + "".join(f"{{{place}}}{part}" for place, part in enumerate(rest))


def _has_words(form: str) -> bool:
    """Whether there is something to translate: words beside the values, and no markup, code or name of a file."""
    own = form.replace(_VALUE, "").strip()
    if " " not in own and (_VALUE not in form or not _WORD.fullmatch(own)):
        return bool(_WORD.fullmatch(own))
    return len(_LETTER.findall(own)) > 2 and " " in form and "<" not in own


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
