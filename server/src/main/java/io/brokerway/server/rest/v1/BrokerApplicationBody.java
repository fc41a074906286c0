package io.brokerway.server.rest.v1;

import io.brokerway.broker.login.Secret;

/**
 * An application's registration at a broker; never shown again.
 *
 * @param clientId as the broker gave it
 * @param clientSecret as the broker gave it
 */
record BrokerApplicationBody(Secret clientId, Secret clientSecret) {}
