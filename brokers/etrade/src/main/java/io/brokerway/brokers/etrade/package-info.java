/**
 * E*TRADE (API v1): equities, funds and options of its US customers, by OAuth 1.0a with a verifier
 * that the user types. One login reaches all accounts of a user and ends at midnight in New York;
 * after two idle hours it sleeps until it is renewed. Oddities: every order is previewed and then
 * placed with the preview's id; lists do not show our order id, so an order of unknown outcome is
 * found by its fingerprint; a change makes a new order; there is no stream; transactions name no
 * order, their details do; refusals are JSON, XML, a form or a page of HTML; its sandbox answers
 * from a can and is not offered.
 */
@NullMarked
package io.brokerway.brokers.etrade;

import org.jspecify.annotations.NullMarked;
