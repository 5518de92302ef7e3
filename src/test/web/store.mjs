/** What in a module of the console changes the state behind the store's back, or reaches where it has no business. */

const MUTATORS = ['set', 'add', 'delete', 'clear', 'push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'];

/** They know neither page nor service: nothing but one another. */
const PURE = { 'cases.js': [], 'changes.js': ['./cases.js'], 'role.js': [] };

/** They draw the state, and leave to others what has to be asked or waited for. */
const VIEWS = ['actions.js', 'author.js', 'detail.js', 'evidence.js', 'hidden.js', 'history.js', 'pause.js', 'queue.js', 'reasons.js', 'rows.js'];
const SERVICE = ['fetch', 'EventSource', 'XMLHttpRequest'];

/**
 * @param {typeof import('typescript')} ts @param {string} name of the module @param {string} source
 * @returns {string[]} each fault with its line
 */
export function faults(ts, name, source) {
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found = [];
  const tell = (node, what) => found.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`);
  const isStore = name === 'state.js';

  /** @param {import('typescript').Node} node whether it is the state or a part of it */
  function ofState(node) {
    let one = node;
    while (ts.isPropertyAccessExpression(one) || ts.isElementAccessExpression(one) || ts.isNonNullExpression(one) || ts.isParenthesizedExpression(one)) one = one.expression;
    return ts.isIdentifier(one) && one.text === 'state';
  }

  const isAssignment = (node) => ts.isBinaryExpression(node)
    && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && node.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
  const isStep = (node) => (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node))
    && [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(node.operator);

  function visit(node) {
    if (ts.isImportDeclaration(node)) imported(node);
    if (!isStore && isAssignment(node) && ofState(node.left)) tell(node, 'assigns to the state');
    if (!isStore && isStep(node) && ofState(node.operand)) tell(node, 'assigns to the state');
    if (ts.isDeleteExpression(node)) tell(node, 'deletes a part of something that is known elsewhere');
    if (ts.isCallExpression(node)) called(node);
    if (ts.isNewExpression(node) && SERVICE.includes(node.expression.getText())) reaches(node);
    ts.forEachChild(node, visit);
  }

  function called(node) {
    const { expression, arguments: given } = node;
    if (SERVICE.includes(expression.getText())) reaches(node);
    if (!ts.isPropertyAccessExpression(expression)) return;
    if (!isStore && MUTATORS.includes(expression.name.text) && ofState(expression.expression)) tell(node, `changes the state by ${expression.name.text}`);
    if (expression.expression.getText() === 'Object' && /^(assign|define)/.test(expression.name.text) && given[0] && ofState(given[0])) tell(node, 'assigns to the state');
  }

  function reaches(node) {
    if (VIEWS.includes(name) || name in PURE) tell(node, 'asks the service');
  }

  function imported(node) {
    const from = node.moduleSpecifier.text;
    if (name in PURE && !PURE[name].includes(from)) tell(node, `is pure, and imports ${from}`);
    if (VIEWS.includes(name) && from === './api.js') tell(node, 'is a view, and asks the service');
  }

  visit(file);
  return found;
}
