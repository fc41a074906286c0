package io.brokerway.engine.orders;

import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.risk.Refusal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order on its way into the database, judged as far as it can be without a lock.
 *
 * @param refusals found so far
 * @param cost what it would bind; absent if no price is known, then it is refused already
 * @param duplicateWindow within which an equal order is refused; zero for off
 */
record PlaceWrite(
    AccountRef account,
    KeyScope scope,
    Fingerprint fingerprint,
    String actor,
    UUID id,
    String clientOrderId,
    OrderSpec spec,
    Duration maxAge,
    UUID lane,
    int partition,
    List<Refusal> refusals,
    @Nullable BigDecimal cost,
    Duration duplicateWindow,
    Instant at) {}
