/** E*TRADE's OAuth 1.0a. */
@NullMarked
package io.brokerway.simulators.etrade.oauth;

import org.jspecify.annotations.NullMarked;
