package io.brokerway.engine.connections;

/**
 * What a broker said when it would not renew a login.
 *
 * @param brokerCode the broker's own code; empty if it gave none
 */
record RefusedRenewal(String why, String brokerCode) {}
