package io.brokerway.engine.storage;

import io.brokerway.broker.login.Secret;

/** A reachable PostgreSQL server and the login that owns our schema there. */
record Server(String jdbcUrl, String user, Secret password) {}
