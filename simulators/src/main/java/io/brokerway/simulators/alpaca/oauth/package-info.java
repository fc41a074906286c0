/**
 * Alpaca's OAuth 2 as it meets the browser and the application: login and consent pages, codes,
 * tokens and what they permit. Knows no orders and no venue.
 */
@NullMarked
package io.brokerway.simulators.alpaca.oauth;

import org.jspecify.annotations.NullMarked;
