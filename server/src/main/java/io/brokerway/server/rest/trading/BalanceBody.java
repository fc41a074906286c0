package io.brokerway.server.rest.trading;

import java.math.BigDecimal;

/** The cash that a paper account shall hold, in dollars. */
record BalanceBody(BigDecimal balance) {}
