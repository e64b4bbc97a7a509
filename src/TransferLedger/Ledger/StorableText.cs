using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace TransferLedger.Ledger;

/// <summary>
/// Which texts every store can keep: Unicode characters without NUL (PostgreSQL's jsonb has none; RFC 8785 section
/// 3.2.2.2 forbids lone surrogates, which have no UTF-8 form).
/// </summary>
internal static class StorableText
{
    private static readonly ConcurrentDictionary<Type, Func<object, bool>?> Plans = new();

    private static readonly MethodInfo One = ((Func<string?, bool>)IsStorable).Method;
    private static readonly MethodInfo Many =
        ((Func<ValueList<object>, bool>)AllStorable).Method.GetGenericMethodDefinition();

    /// <summary>Is every text of the record storable, those of the records and lists it holds included?</summary>
    public static bool In(object record) =>
        Plans.GetOrAdd(record.GetType(), Plan) is not { } storable || storable(record);

    private static Func<object, bool>? Plan(Type type)
    {
        var record = Expression.Parameter(typeof(object));
        return Check(Expression.Convert(record, type)) is { } check
            ? Expression.Lambda<Func<object, bool>>(check, record).Compile()
            : null;
    }

    /// <summary>The check of a value, or null when a value of its type holds no text that could be wrong.</summary>
    private static Expression? Check(Expression value)
    {
        if (value.Type == typeof(string))
        {
            return Expression.Call(One, value);
        }

        if (value.Type.IsGenericType && value.Type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            return Expression.Call(Many.MakeGenericMethod(value.Type.GetGenericArguments()), value);
        }

        // A type without a public constructor (a subject, a date) has checked its text when it was made.
        var members = value.Type.Assembly == typeof(StorableText).Assembly
            ? value.Type.GetConstructors().SelectMany(it => it.GetParameters()).Select(it => it.Name!)
                .Distinct(StringComparer.Ordinal)
            : [];
        var checks = members.Select(name => value.Type.GetProperty(name)).OfType<PropertyInfo>()
            .Select(property => Check(Expression.Property(value, property))).OfType<Expression>().ToList();
        if (checks.Count == 0)
        {
            return null;
        }

        var all = checks.Aggregate(Expression.AndAlso);
        return value.Type.IsValueType
            ? all
            : Expression.OrElse(Expression.ReferenceEqual(value, Expression.Constant(null)), all);
    }

    private static bool AllStorable<T>(ValueList<T> list)
    {
        foreach (var item in list)
        {
            if (item is string text ? !IsStorable(text) : item is { } record && !In(record))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsStorable(string? text)
    {
        var rest = text.AsSpan();
        if (rest.Contains('\0'))
        {
            return false;
        }

        while (rest.IndexOfAnyInRange('\uD800', '\uDFFF') is >= 0 and var at)
        {
            if (at + 1 == rest.Length || !char.IsSurrogatePair(rest[at], rest[at + 1]))
            {
                return false;
            }

            rest = rest[(at + 2)..];
        }

        return true;
    }
}
