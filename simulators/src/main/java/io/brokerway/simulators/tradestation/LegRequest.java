package io.brokerway.simulators.tradestation;

import java.math.BigDecimal;

/** A leg of a spread, as the caller wrote it. */
record LegRequest(String symbol, BigDecimal quantity, TradeAction action) {}
