namespace CoProduction.Web.Serving;

/// <summary>An answer as it is sent.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="IsZipped">True where the body is in gzip.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="File">The content disposition; empty for a page.</param>
internal sealed record KeptAnswer(byte[] Bytes, bool IsZipped, string ContentType, string File);

/// <summary>Answers within a bound of bytes; the least recently used goes first. An answer of more than a quarter of the bound is not kept.</summary>
/// <param name="bound">Bytes of all bodies together.</param>
internal sealed class KeptAnswers(long bound)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, KeptAnswer Answer)>> _byKey = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, KeptAnswer Answer)> _byUse = new();

    /// <summary>Bytes kept.</summary>
    public long Bytes { get; private set; }

    /// <summary>The answer of a key; null when it is not kept.</summary>
    public KeptAnswer? Find(string key)
    {
        lock (_lock)
        {
            if (!_byKey.TryGetValue(key, out var node)) return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Answer;
        }
    }

    /// <summary>Keeps an answer, and lets go of others.</summary>
    public KeptAnswer Keep(string key, KeptAnswer answer)
    {
        if (answer.Bytes.Length > bound / 4) return answer;
        lock (_lock)
        {
            if (_byKey.TryGetValue(key, out var old)) Drop(old);
            _byKey[key] = _byUse.AddFirst((key, answer));
            Bytes += answer.Bytes.Length;
            while (Bytes > bound) Drop(_byUse.Last!);
        }
        return answer;
    }

    private void Drop(LinkedListNode<(string Key, KeptAnswer Answer)> node)
    {
        _byUse.Remove(node);
        _byKey.Remove(node.Value.Key);
        Bytes -= node.Value.Answer.Bytes.Length;
    }
}
