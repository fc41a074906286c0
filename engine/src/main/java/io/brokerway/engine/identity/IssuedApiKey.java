package io.brokerway.engine.identity;

import io.brokerway.broker.login.Secret;

/** A new key, and the only sight of its secret text. */
public record IssuedApiKey(ApiKey key, Secret text) {}
