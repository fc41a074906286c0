package io.brokerway.engine.risk;

import io.brokerway.broker.Capabilities;
import io.brokerway.broker.CurrencyCode;
import io.brokerway.broker.Environment;
import io.brokerway.broker.account.Account;
import io.brokerway.broker.instrument.Listing;
import io.brokerway.broker.market.MarketHours;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the checks know of an order's surroundings, gathered before the order is judged. What could
 * not be learnt is absent and refuses where it is needed.
 *
 * @param connectionOpen whether the account's login is good
 * @param accountStatus as the broker last told it
 * @param listing the instrument as the broker offers it; absent if it does not, or for a multi-leg
 *     order
 * @param listingKnown whether the broker answered at all
 * @param hours of the instrument's market; absent if the venue did not answer
 * @param reference the price to judge by; absent if there is none
 * @param referenceAge how old it is
 */
public record MarketView(
    Environment environment,
    CurrencyCode accountCurrency,
    Capabilities capabilities,
    boolean connectionOpen,
    String connectionProblem,
    Account.Status accountStatus,
    @Nullable Listing listing,
    boolean listingKnown,
    @Nullable MarketHours hours,
    @Nullable BigDecimal reference,
    Duration referenceAge,
    Instant now) {}
