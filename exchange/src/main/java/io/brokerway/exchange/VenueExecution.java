package io.brokerway.exchange;

import io.brokerway.broker.account.AccountKey;
import io.brokerway.broker.order.Side;
import io.brokerway.exchange.tape.Listed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fill. FIX ExecutionReport(8) of ExecType(150) F.
 *
 * @param id FIX ExecID(17): a UUID, also the id of its transaction
 * @param quantity FIX LastQty(32)
 * @param price FIX LastPx(31)
 * @param cumulativeQuantity of the order after it, FIX CumQty(14)
 * @param leavesQuantity of the order after it, FIX LeavesQty(151); absent for an order by amount of
 *     money
 * @param positionAfter the holding after it, negative if short
 * @param fee what was charged, 0 if nothing
 */
public record VenueExecution(
    String id,
    String orderId,
    AccountKey account,
    Listed listed,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal cumulativeQuantity,
    @Nullable BigDecimal leavesQuantity,
    BigDecimal positionAfter,
    BigDecimal fee,
    Instant at) {}
