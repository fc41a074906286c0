package io.brokerway.simulators.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The applications and users that a broker knows, and what the ones granted to the others. */
public final class OAuthRegister {
  private final Grants grants;
  private final Map<String, OAuthClient> clients = new ConcurrentHashMap<>();
  private final Map<String, SimulatedUser> users = new ConcurrentHashMap<>();

  public OAuthRegister(Grants grants) {
    this.grants = grants;
  }

  public Grants grants() {
    return grants;
  }

  /** Adds an application, or takes the place of the one with its id. */
  public void put(OAuthClient client) {
    clients.put(client.id(), client);
  }

  /** Adds a user, or takes the place of the one with his address. */
  public void put(SimulatedUser user) {
    users.put(user.email(), user);
  }

  public List<OAuthClient> clients() {
    return List.copyOf(clients.values());
  }

  /** The application of an id. */
  public Optional<OAuthClient> client(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  Optional<SimulatedUser> user(String email, String password) {
    return Optional.ofNullable(users.get(email)).filter(user -> user.password().equals(password));
  }
}
