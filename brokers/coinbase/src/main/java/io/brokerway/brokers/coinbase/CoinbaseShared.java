package io.brokerway.brokers.coinbase;

import io.brokerway.kit.http.BrokerHttp;
import io.brokerway.kit.stream.WebSocketClient;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * What connections of the same settings share.
 *
 * @param random of nonces; thread-safe
 */
record CoinbaseShared(
    CoinbaseConfig config,
    BrokerHttp http,
    WebSocketClient webSockets,
    Clock clock,
    RandomGenerator random) {}
