/**
 * OAuth 2 as it meets the browser and the application, the same for all brokers but for their
 * {@link io.brokerway.simulators.oauth.OAuthDialect}: login and consent pages, codes, tokens and
 * what they permit. Knows no orders and no venue.
 */
@NullMarked
package io.brokerway.simulators.oauth;

import org.jspecify.annotations.NullMarked;
