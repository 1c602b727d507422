using System;
using System.Collections.Generic;
using System.Linq;

/// <summary>A metric as it arrived: the points of a histogram or of a sum.</summary>
public sealed class Metric
{
    public Metric(Dictionary<string, object> resource, string scope, ProtoMessage metric)
    {
        (Resource, Scope, Name, Unit) = (resource, scope, metric.Text(1), metric.Text(3));
        Points = metric.Message(9).All(1).Select(Histogram).Concat(metric.Message(7).All(1).Select(Sum)).ToArray();
    }

    public Dictionary<string, object> Resource { get; }

    public string Scope { get; }

    public string Name { get; }

    public string Unit { get; }

    public Point[] Points { get; }

    private static Point Histogram(ProtoMessage point) =>
        new(point.Attributes(9), point.Number(4), point.Double(5), point.Packed(7).Select(BitConverter.Int64BitsToDouble).ToArray());

    private static Point Sum(ProtoMessage point) => new(point.Attributes(7), 0, point.Has(6) ? point.Number(6) : point.Double(4), Array.Empty<double>());

    /// <summary>The sum is the value of a counter; count and bounds are those of a histogram.</summary>
    public sealed record Point(Dictionary<string, object> Attributes, long Count, double Sum, double[] Bounds);
}
