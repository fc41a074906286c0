package io.brokerway.server.rest;

import io.brokerway.broker.BrokerId;
import io.brokerway.broker.login.Secret;
import io.brokerway.engine.connections.ConnectRequest;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.Connections;
import io.brokerway.engine.connections.LoginProgress;
import io.brokerway.engine.connections.Owner;
import io.brokerway.server.json.InvalidInput;
import io.brokerway.server.rest.login.LoginBrowser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts logins for the documented surfaces, and tells what is wrong in their own field names. */
public final class BrokerLogins {
  private static final String FIELDS = "fields.";

  private final Connections connections;
  private final String credentials;
  private final String broker;

  /**
   * Makes one.
   *
   * @param credentials the surface's field that holds what the login's form asks for
   * @param broker the surface's field that names the broker
   */
  public BrokerLogins(Connections connections, String credentials, String broker) {
    this.connections = connections;
    this.credentials = credentials;
    this.broker = broker;
  }

  /**
   * The broker that a text names.
   *
   * @throws InvalidInput if there is none; says where a broker that is gone went
   */
  public BrokerId broker(String name) {
    try {
      return connections.brokers().parse(name);
    } catch (ConnectionException.UnknownBroker e) {
      throw new InvalidInput(
          broker,
          connections.brokers().moved(name).orElse("is not a supported broker"),
          connections.brokers().profiles().stream().map(each -> each.id().value()).toList());
    }
  }

  /**
   * Starts a login. Where users come back to a page of ours, the answer ties it to the browser.
   *
   * @throws InvalidInput if the request does not fit the broker's logins
   */
  public LoginProgress connect(
      Owner owner, ConnectRequest request, HttpServletRequest asked, HttpServletResponse answer) {
    var browser = LoginBrowser.beginning(asked);
    var bound =
        new ConnectRequest(
            request.broker(),
            request.option(),
            request.environment(),
            request.fields(),
            request.redirectUri(),
            browser.secret());
    var progress = named(() -> connections.connect(owner, bound));
    if (progress instanceof LoginProgress.OpenPage page && page.redirectUri() != null) {
      answer.addHeader("Set-Cookie", browser.cookie(page.redirectUri()));
    }
    return progress;
  }

  /**
   * Checks a login without asking anybody.
   *
   * @throws InvalidInput if the request does not fit the broker's logins
   */
  public void requireFits(ConnectRequest request) {
    var _ =
        named(() -> {
          connections.requireFits(request);
          return request;
        });
  }

  /** The address to which the broker shall send the user back. */
  public static @Nullable URI redirect(@Nullable String address) {
    try {
      return address == null ? null : URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("redirect_uri", "must be an absolute address");
    }
  }

  /** What the form asks for; none if absent. */
  public static Map<String, Secret> fields(@Nullable Map<String, Secret> fields) {
    return fields == null ? Map.of() : fields;
  }

  private <T> T named(Supplier<T> step) {
    try {
      return step.get();
    } catch (ConnectionException.BadRequest e) {
      throw new InvalidInput(name(e.field()), sentence(e));
    }
  }

  private String name(String field) {
    if (field.startsWith(FIELDS)) {
      return credentials + "." + field.substring(FIELDS.length());
    }
    return field.equals("option") ? "login_option" : field;
  }

  /** The engine's sentence starts with the field, which the answer names beside it. */
  private static String sentence(ConnectionException.BadRequest failure) {
    var text = String.valueOf(failure.getMessage());
    var field = failure.field().replace(FIELDS, "") + " ";
    return text.startsWith(field) ? text.substring(field.length()) : text;
  }
}
