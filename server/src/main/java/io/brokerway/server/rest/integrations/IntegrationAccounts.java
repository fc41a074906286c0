package io.brokerway.server.rest.integrations;

import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.ConnectionState;
import io.brokerway.engine.connections.ConnectionView;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.Owner;
import io.brokerway.engine.identity.Principal;
import io.brokerway.engine.portfolio.AccountRef;
import io.brokerway.engine.portfolio.Accounts;
import io.brokerway.server.rest.ProblemException;
import io.brokerway.server.rest.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds accounts by id: those of the key's user, or of all users of an application. Thread-safe.
 */
final class IntegrationAccounts {
  private static final int ID_LENGTH = 36;

  private final Accounts accounts;
  private final Connections connections;

  IntegrationAccounts(Accounts accounts, Connections connections) {
    this.accounts = accounts;
    this.connections = connections;
  }

  /**
   * The account of that id.
   *
   * @throws ProblemException if it is not there or belongs to another: the same answer; or if its
   *     login still waits for the user: there is nothing to show yet
   */
  AccountRef account(Principal principal, String id) {
    var uuid = parse(id).orElseThrow(IntegrationAccounts::notFound);
    try {
      return accounts.account(principal.tenant(), principal.user(), uuid);
    } catch (ConnectionException.NotFound e) {
      throw pending(principal, id).isPresent() ? waiting() : notFound();
    }
  }

  /** The connection of an account whose login still waits for its user. */
  Optional<ConnectionView> pending(Principal principal, String id) {
    return parse(id)
        .map(Accounts::firstId)
        .flatMap(connection -> find(principal, connection))
        .filter(connection -> connection.state() == ConnectionState.PENDING);
  }

  /** The connections of an owner whose login still waits for him. */
  List<ConnectionView> pending(Owner owner) {
    return connections.list(owner).stream()
        .filter(connection -> connection.state() == ConnectionState.PENDING)
        .toList();
  }

  private Optional<ConnectionView> find(Principal principal, UUID connection) {
    return connections
        .ofTenant(principal.tenant(), connection)
        .filter(found -> principal.user() == null || principal.user().equals(found.owner().user()));
  }

  private static Optional<UUID> parse(String id) {
    try {
      return id.length() == ID_LENGTH ? Optional.of(UUID.fromString(id)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ProblemException waiting() {
    return new ProblemException(
        ProblemType.WRONG_STATE, "Account is pending: the user has not ended the login yet");
  }

  private static ProblemException notFound() {
    return new ProblemException(ProblemType.NOT_FOUND, "Account not found");
  }
}
