/**
 * Alpaca (Trading API v2, Market Data API): one login is one account, in one of two environments
 * with their own hosts and keys (live and paper). A key pair does not end by itself; a revoked one
 * is answered with 401. Oddities: a second order with a known {@code client_order_id} is refused;
 * one error code has many meanings, told apart by its text; a replace makes a new order with an id
 * and a count of fills of its own; the trade stream sends binary frames, replays nothing and has
 * other execution ids than the account activities; crypto is {@code BTC/USD} in orders and {@code
 * BTCUSD} in positions.
 */
@NullMarked
package io.brokerway.brokers.alpaca;

import org.jspecify.annotations.NullMarked;
