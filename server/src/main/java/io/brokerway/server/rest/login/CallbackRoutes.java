package io.brokerway.server.rest.login;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.BrokerId;
import io.brokerway.engine.connections.ConnectionException;
import io.brokerway.engine.connections.Connections;
import io.brokerway.server.rest.Problems;
import io.brokerway.server.security.Open;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where brokers send users back to. Open, since a browser brings no key: what counts is the state
 * of a login that waits and the cookie of the browser that began it.
 */
@RestController
@Tag(name = "Connections")
final class CallbackRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(CallbackRoutes.class);
  private static final int MAX_QUERY = 4_096;
  private static final int MAX_STATE = 200;

  private final Connections connections;

  CallbackRoutes(Connections connections) {
    this.connections = connections;
  }

  @GetMapping("/oauth/callback/{brokerId}")
  @Open
  @Operation(
      summary = "Where a broker sends the user back to after its login page",
      description =
          "Answers with a page for the user. Only the browser that began the login finishes it"
              + " here; whoever began it by a program sends the whole address to POST"
              + " /api/v1/connections/{connectionId}/login/answer.",
      security = {})
  @ApiResponse(
      responseCode = "200",
      description = "Connected",
      content = @Content(mediaType = "text/html", schema = @Schema(type = "string")))
  ResponseEntity<byte[]> back(@PathVariable String brokerId, HttpServletRequest request) {
    return page(brokerId, request).answer();
  }

  private CallbackPage page(String brokerId, HttpServletRequest request) {
    var address = address(request);
    var state = request.getParameterValues("state");
    if (address == null || state == null || state.length != 1 || state[0].length() > MAX_STATE) {
      return new CallbackPage(
          HttpStatus.BAD_REQUEST,
          "This page finishes a login",
          "It is opened by a broker that you log in to, with an address that names the login.");
    }
    try {
      var broker = connections.brokers().parse(brokerId);
      return finished(address, broker, state[0], request);
    } catch (ConnectionException | BrokerException e) {
      LOG.info(
          "a login was not finished: broker={} why={}",
          brokerId.replaceAll("\\W", "?"),
          e.getClass().getSimpleName());
      return refused(e);
    }
  }

  private CallbackPage finished(
      URI address, BrokerId broker, String state, HttpServletRequest request) {
    var registered = connections.brokers().returnPage(broker, address.getPath());
    var browser = registered == null ? null : LoginBrowser.held(request, registered);
    // The address that counts is the registered one: what a proxy calls this host does not.
    var back = registered == null ? address : URI.create(registered + "?" + address.getRawQuery());
    connections.returned(broker, state, back, browser == null ? null : browser.secret());
    return new CallbackPage(
        HttpStatus.OK, "Connected", "Your account is connected. You can close this page.");
  }

  private static CallbackPage refused(RuntimeException failure) {
    var problem = Problems.of(failure).problem();
    var status = HttpStatus.valueOf(problem.status());
    return failure instanceof ConnectionException.OtherBrowser
        ? new CallbackPage(
            HttpStatus.FORBIDDEN,
            "Finish this login where you began it",
            "This browser did not begin this login, so nothing was connected. If you began it in a"
                + " program or another browser, copy the whole address of this page there. If you"
                + " did not begin it at all, close this page: somebody may have sent it to you.")
        : new CallbackPage(
            status, "Not connected", problem.detail() + " Nothing was stored; start again.");
  }

  private static @Nullable URI address(HttpServletRequest request) {
    var query = request.getQueryString();
    if (query == null || query.length() > MAX_QUERY) {
      return null;
    }
    try {
      return URI.create(request.getRequestURL() + "?" + query);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
