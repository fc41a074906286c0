/**
 * A simulated E*TRADE (API v1): OAuth 1.0a with its pages, accounts, portfolios, transactions,
 * previewed orders and quotes, in XML or JSON as the call asks.
 */
@NullMarked
package io.brokerway.simulators.etrade;

import org.jspecify.annotations.NullMarked;
