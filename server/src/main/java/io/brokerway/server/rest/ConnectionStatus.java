package io.brokerway.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.engine.connections.ConnectionState;

/** The states of a connection or account as the documented surfaces name them. */
public enum ConnectionStatus {
  /** A login was begun and waits for the user. */
  @JsonProperty("pending")
  PENDING,
  @JsonProperty("connected")
  CONNECTED,
  /** The user must log in again. */
  @JsonProperty("error")
  ERROR,
  @JsonProperty("disconnected")
  DISCONNECTED;

  public static ConnectionStatus of(ConnectionState state) {
    return switch (state) {
      case PENDING -> PENDING;
      case CONNECTED, DEGRADED -> CONNECTED;
      case NEEDS_LOGIN -> ERROR;
      case DISCONNECTED -> DISCONNECTED;
    };
  }
}
