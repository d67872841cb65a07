using ServerlessMlops.Learning.Features;

namespace ServerlessMlops.Learning.Onnx.Graphs;

/// <summary>The parts of dates given as days since 1970-01-01, UTC: see <see cref="DateEncoding"/>. A missing date has no part.</summary>
/// <remarks>
/// Whole numbers are held in doubles and divided with a floor, which is exact at this size. Source of year, month and day: Hinnant,
/// chrono-Compatible Low-Level Date Algorithms, civil_from_days.
/// </remarks>
internal sealed class DateGraph
{
    private const double MillisecondsOfADay = 86_400_000;

    private readonly GraphBuilder _graph;
    private readonly string _days;
    private readonly string _milliseconds;
    private readonly string _day;
    private readonly string _year;
    private readonly string _month;
    private readonly string _dayOfMonth;

    /// <param name="days">[rows, 1]; a time of day as a fraction.</param>
    public DateGraph(GraphBuilder graph, string days)
    {
        (_graph, _days) = (graph, days);
        _milliseconds = graph.Node("Round", Times(days, MillisecondsOfADay));
        _day = Whole(_milliseconds, MillisecondsOfADay);

        // Years begin in March here, so that a leap day is the last one; eras have 400 years.
        var shifted = Plus(_day, 719_468);
        var era = Whole(shifted, 146_097);
        var dayOfEra = Minus(shifted, Times(era, 146_097));
        var yearOfEra = Whole(
            Minus(Add(Minus(dayOfEra, Whole(dayOfEra, 1_460)), Whole(dayOfEra, 36_524)), Whole(dayOfEra, 146_096)), 365);
        var dayOfYear = Minus(dayOfEra, Minus(Add(Times(yearOfEra, 365), Whole(yearOfEra, 4)), Whole(yearOfEra, 100)));
        var shiftedMonth = Whole(Plus(Times(dayOfYear, 5), 2), 153);
        _dayOfMonth = Plus(Minus(dayOfYear, Whole(Plus(Times(shiftedMonth, 153), 2), 5)), 1);
        var isThisYear = graph.Node("Less", shiftedMonth, graph.Constant(10));
        _month = graph.Node("Where", isThisYear, Plus(shiftedMonth, 3), Plus(shiftedMonth, -9));
        var year = Add(yearOfEra, Times(era, 400));
        _year = graph.Node("Where", isThisYear, year, Plus(year, 1));
    }

    public string Part(DatePart part, double reference) => part switch
    {
        DatePart.Days => _days,
        DatePart.Age => Minus(_graph.Constant(reference), _days),
        DatePart.Year => _year,
        DatePart.Month => _month,
        DatePart.Day => _dayOfMonth,
        DatePart.Weekday => Minus(Plus(_day, 4), Times(Whole(Plus(_day, 4), 7), 7)),
        _ => _graph.Node("Div", Minus(_milliseconds, Times(_day, MillisecondsOfADay)), _graph.Constant(3_600_000)),
    };

    private string Add(string left, string right) => _graph.Node("Add", left, right);

    private string Minus(string left, string right) => _graph.Node("Sub", left, right);

    private string Plus(string value, double number) => Add(value, _graph.Constant(number));

    private string Times(string value, double number) => _graph.Node("Mul", value, _graph.Constant(number));

    /// <summary>The whole part of a quotient, rounded down.</summary>
    private string Whole(string value, double divisor) => _graph.Node("Floor", _graph.Node("Div", value, _graph.Constant(divisor)));
}
