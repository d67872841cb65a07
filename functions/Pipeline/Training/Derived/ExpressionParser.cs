namespace ServerlessMlops.Pipeline.Training;

/// <summary>Recursive descent over one expression, bounded in length and depth; the first error ends it.</summary>
internal sealed class ExpressionParser
{
    public const int MaximumCharacters = 500;
    private const int MaximumDepth = 32;
    private const string Operand = "a column, a number, a function or a bracket";
    private const string Functions = "ratio(a, b), days(from, to), log1p(x), bins(x, edge, …)";

    private readonly string _text;
    private readonly List<ExpressionColumn> _columns = [];
    private ExpressionOutcome.Faulty? _fault;
    private ExpressionToken _token;
    private int _next;

    public ExpressionParser(string text)
    {
        _text = text;
        Advance();
    }

    public ExpressionOutcome Parse()
    {
        if (_text.Length > MaximumCharacters)
        {
            Fail(MaximumCharacters, $"The expression has {_text.Length} characters.", $"at most {MaximumCharacters} characters");
        }

        double[]? edges = null;
        var formula = IsCall("bins") ? Bins(out edges) : Terms(0);
        if (_token.Kind != TokenKind.End)
        {
            Unexpected("an operator, or the end");
        }

        if (_columns.Count == 0)
        {
            Fail(0, "The expression names no column: it would be the same in every row.", "a column");
        }

        return _fault ?? (ExpressionOutcome)new ExpressionOutcome.Parsed(new DerivedExpression(_text.Trim(), _columns, formula, edges));
    }

    private Formula Terms(int depth)
    {
        var left = Factors(depth);
        while (_token.Is('+') || _token.Is('-'))
        {
            var isSum = _token.Is('+');
            Advance();
            var right = Factors(depth);
            left = isSum ? new Formula.Sum(left, right) : new Formula.Difference(left, right);
        }

        return left;
    }

    private Formula Factors(int depth)
    {
        var left = Signed(depth);
        while (_token.Is('*') || _token.Is('/'))
        {
            var isProduct = _token.Is('*');
            Advance();
            var right = Signed(depth);
            left = isProduct ? new Formula.Product(left, right) : new Formula.Quotient(left, right);
        }

        return left;
    }

    private Formula Signed(int depth)
    {
        if (depth > MaximumDepth)
        {
            return Fail(_token.Position, $"The expression is nested more than {MaximumDepth} deep.", "fewer brackets");
        }

        if (!_token.Is('-'))
        {
            return Primary(depth);
        }

        Advance();
        return new Formula.Negative(Signed(depth + 1));
    }

    private Formula Primary(int depth)
    {
        switch (_token.Kind)
        {
            case TokenKind.Number:
                return new Formula.Constant(Take().Number);
            case TokenKind.Bracketed:
                return Column(isDate: false);
            case TokenKind.Name when _next < _text.Length && ExpressionToken.Read(_text, _next).Token.Is('('):
                return Call(depth);
            case TokenKind.Name:
                return Column(isDate: false);
            case TokenKind.Symbol when _token.Is('('):
                Advance();
                var inner = Terms(depth + 1);
                Expect(')');
                return inner;
            default:
                return Unexpected(Operand);
        }
    }

    private Formula Call(int depth)
    {
        var name = Take();
        Expect('(');
        Formula result;
        switch (name.Text)
        {
            case "ratio":
                var upper = Terms(depth + 1);
                Expect(',');
                result = new Formula.Quotient(upper, Terms(depth + 1));
                break;
            case "days":
                var from = Column(isDate: true);
                Expect(',');
                result = new Formula.Difference(Column(isDate: true), from);
                break;
            case "log1p":
                result = new Formula.Log1p(Terms(depth + 1));
                break;
            case "bins":
                return Fail(name.Position, "'bins' gives a category, with which nothing can be reckoned.", "bins as the whole expression");
            default:
                return Fail(name.Position, $"There is no function '{name.Text}'.", Functions);
        }

        Expect(')');
        return result;
    }

    private Formula Bins(out double[] edges)
    {
        Advance();
        Expect('(');
        var binned = Terms(1);
        var found = new List<double>();
        edges = [];
        while (_token.Is(','))
        {
            Advance();
            var position = _token.Position;
            var sign = _token.Is('-') ? -1 : 1;
            if (sign < 0)
            {
                Advance();
            }

            if (_token.Kind != TokenKind.Number)
            {
                return Unexpected("a number: the edge of a bin");
            }

            var edge = sign * Take().Number;
            if (found.Count > 0 && edge <= found[^1])
            {
                return Fail(position, "The edges of bins are not ascending.", "an edge above the one before it");
            }

            found.Add(edge);
        }

        if (found.Count == 0)
        {
            return Unexpected("a comma and the edges of the bins");
        }

        Expect(')');
        edges = [.. found];
        return binned;
    }

    private Formula Column(bool isDate)
    {
        if (_token.Kind is not (TokenKind.Name or TokenKind.Bracketed) || _token.Text.Length == 0)
        {
            return Unexpected(isDate ? "a column of dates" : Operand);
        }

        var name = Take();
        var index = _columns.FindIndex(column => column.Name == name.Text);
        if (index >= 0 && _columns[index].IsDate != isDate)
        {
            return Fail(name.Position, $"'{name.Text}' is used as a date and as a number.", "dates in days(from, to) only");
        }

        if (index < 0)
        {
            index = _columns.Count;
            _columns.Add(new ExpressionColumn(name.Text, isDate, name.Position));
        }

        return new Formula.Cell(index);
    }

    private bool IsCall(string name) => _token is { Kind: TokenKind.Name } && _token.Text == name && ExpressionToken.Read(_text, _next).Token.Is('(');

    private ExpressionToken Take()
    {
        var taken = _token;
        Advance();
        return taken;
    }

    private void Expect(char symbol)
    {
        if (!_token.Is(symbol))
        {
            Unexpected($"'{symbol}'");
        }

        Advance();
    }

    private void Advance() => (_token, _next) = ExpressionToken.Read(_text, _next);

    private Formula Unexpected(string expected) =>
        Fail(_token.Position, $"Seen {(_token.Kind == TokenKind.End ? "the end" : $"'{_token.Seen}'")}.", expected);

    /// <summary>Keeps the first error and goes to the end, where every rule stops; what it gives is never looked at.</summary>
    private Formula.Constant Fail(int position, string message, string expected)
    {
        var seen = position < _text.Length ? _text[position..Math.Min(position + 20, _text.Length)] : "the end";
        _fault ??= new ExpressionOutcome.Faulty(position, message, seen, expected);
        (_token, _next) = (new ExpressionToken(TokenKind.End, "", 0, _text.Length), _text.Length);
        return new Formula.Constant(0);
    }
}
