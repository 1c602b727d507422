namespace AxiosPS;

/// <summary>The retry conditions that come along.</summary>
public static class RetryCondition
{
    /// <summary>
    /// Tries again what failed with an error of one of these types, or because of one (<see cref="Exception.InnerException"/>), in place of
    /// the usual rule for errors without an answer; answers are tried again by their status as usual (<see cref="RequestConfig.RetryOnStatus"/>).
    /// </summary>
    /// <exception cref="ArgumentException">There is no type, or one is no exception, or that of an answer (<see cref="AxiosStatusException"/>).</exception>
    public static IRetryCondition Of(params Type[] errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        return new ErrorTypes(errors);
    }

    /// <summary>A condition by a function, which decides alone.</summary>
    public static IRetryCondition From(Func<RetryContext, bool> shouldRetry)
    {
        ArgumentNullException.ThrowIfNull(shouldRetry);
        return new Predicate((attempt, _) => new(shouldRetry(attempt)));
    }

    /// <summary>A condition by an asynchronous function, which decides alone.</summary>
    public static IRetryCondition From(Func<RetryContext, CancellationToken, ValueTask<bool>> shouldRetry)
    {
        ArgumentNullException.ThrowIfNull(shouldRetry);
        return new Predicate(shouldRetry);
    }

    private sealed class Predicate(Func<RetryContext, CancellationToken, ValueTask<bool>> shouldRetry) : IRetryCondition
    {
        public ValueTask<bool> ShouldRetryAsync(RetryContext attempt, CancellationToken cancellationToken) => shouldRetry(attempt, cancellationToken);

        public override string ToString() => "predicate";
    }

    private sealed class ErrorTypes : IRetryCondition
    {
        private readonly Type[] types;

        public ErrorTypes(Type[] types)
        {
            this.types = [.. types];
            if (types.Length == 0)
            {
                throw new ArgumentException("No type of error was given to try again. Name some, or leave the condition out.");
            }

            if (Array.Find(types, type => !typeof(Exception).IsAssignableFrom(type)) is { } stray)
            {
                throw new ArgumentException($"{stray} is no type of error. Give types such as {nameof(AxiosTimeoutException)}, or a condition.");
            }

            if (types.Contains(typeof(AxiosStatusException)))
            {
                throw new ArgumentException($"{nameof(AxiosStatusException)} is an answer, and types say which errors without an answer to try again; statuses are for {nameof(RequestConfig.RetryOnStatus)}, which counts beside them.");
            }
        }

        public ValueTask<bool> ShouldRetryAsync(RetryContext attempt, CancellationToken cancellationToken) => new(
            attempt.Status is { } status ? RetryPolicy.IsPassing(status, attempt.Request.Config) : Is(attempt.Error));

        public override string ToString() => string.Join(", ", types.Select(type => type.Name));

        private bool Is(Exception? error)
        {
            for (; error is not null; error = error.InnerException)
            {
                if (Array.Exists(types, type => type.IsInstanceOfType(error)))
                {
                    return true;
                }
            }

            return false;
        }
    }
}
