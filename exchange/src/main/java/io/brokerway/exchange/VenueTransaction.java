package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.account.TransactionType;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry in the ledger of an account.
 *
 * @param id a UUID; that of a fill is its execution's
 * @param sequence counts the entries of an account from 1
 * @param listed absent where no instrument takes part
 * @param quantity the change of the holding; absent where none changes
 * @param price of a unit; for a dividend the amount per share; absent where there is none
 * @param amount the change of cash, the fee included; 0 where none moves
 * @param orderId the order that it came from; absent if none
 * @param cumulativeQuantity of that order after it; absent if there is no order
 */
public record VenueTransaction(
    String id,
    long sequence,
    AccountKey account,
    TransactionType type,
    @Nullable Listed listed,
    @Nullable BigDecimal quantity,
    @Nullable BigDecimal price,
    BigDecimal amount,
    BigDecimal fee,
    @Nullable String orderId,
    @Nullable BigDecimal cumulativeQuantity,
    String description,
    Instant at) {}
