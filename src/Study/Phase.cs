namespace CoProduction;

/// <summary>Phase of a sum of money. Phases are different ideas: amounts of two phases are never added.</summary>
public enum Phase
{
    /// <summary>预算: put into the year's budget.</summary>
    Budgeted,

    /// <summary>批准: approved for a project by resolution.</summary>
    Approved,

    /// <summary>支付: paid out.</summary>
    Paid,

    /// <summary>验收: accepted after inspection.</summary>
    Accepted,
}

/// <summary>An exact amount of money in one phase.</summary>
/// <param name="Amount">Amount in the study's currency, exact.</param>
/// <param name="Phase">The phase the amount belongs to.</param>
public readonly record struct Money(decimal Amount, Phase Phase)
{
    /// <summary>Sum of two amounts of one phase.</summary>
    /// <exception cref="StudyException">The phases differ.</exception>
    public static Money operator +(Money left, Money right) => left.Add(right);

    /// <summary>Sum of two amounts of one phase.</summary>
    /// <exception cref="StudyException">The phases differ.</exception>
    public Money Add(Money other) => Phase == other.Phase
        ? this with { Amount = Amount + other.Amount }
        : throw new StudyException(new Fault(
            $"A sum of {Phase} and {other.Phase} money was asked for", "", "budgeted, approved, paid and accepted money are different ideas and are never added",
            "Choose one phase"));
}
