/**
 * E*TRADE's OAuth 1.0a (RFC 5849): signatures that are verified, the pages on which a customer lets
 * an application in, verifiers that serve once, access tokens that sleep after two hours and end at
 * midnight in New York.
 */
@NullMarked
package io.brokerway.simulators.etrade.oauth;

import org.jspecify.annotations.NullMarked;
