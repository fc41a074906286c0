package io.brokerway.simulators.etrade.oauth;

import io.brokerway.simulators.HttpCall;
import java.time.Clock;

/** Finds out who makes a call, and turns away whom E*TRADE would. Thread-safe. */
public final class Doorkeeper {

  /** Who calls. */
  public record Visitor(Consumer consumer, Customer customer, AccessToken token) {}

  private final Clock clock;
  private final Register register;
  private final Tokens tokens;
  private final Verifier verifier;

  public Doorkeeper(Clock clock, Register register, Tokens tokens) {
    this.clock = clock;
    this.register = register;
    this.tokens = tokens;
    this.verifier = new Verifier(clock);
  }

  /**
   * Who makes a call of the API.
   *
   * @throws OAuthProblem if the call is not signed as it must be, or its token is not active
   */
  public Visitor admit(HttpCall call) {
    var visitor = identify(SignedCall.of(call));
    switch (visitor.token().stateAt(clock.instant())) {
      case ACTIVE -> tokens.use(visitor.token());
      case EXPIRED -> throw OAuthProblem.of("token_expired");
      case INACTIVE, REVOKED -> throw OAuthProblem.of("token_rejected");
    }
    return visitor;
  }

  /** Who signed with an access token, whatever it is worth. */
  Visitor identify(SignedCall call) {
    var consumer = consumer(call);
    var token =
        tokens
            .access(call.require("oauth_token"))
            .filter(found -> found.consumerKey().equals(consumer.key()))
            .orElseThrow(() -> OAuthProblem.of("token_rejected"));
    verifier.verify(call, consumer.secret(), token.secret());
    var customer =
        register.customer(token.userId()).orElseThrow(() -> OAuthProblem.of("token_rejected"));
    return new Visitor(consumer, customer, token);
  }

  /** The application that signed before it has any token. */
  Consumer consumerOf(SignedCall call) {
    var consumer = consumer(call);
    verifier.verify(call, consumer.secret(), "");
    return consumer;
  }

  /** The request token that a call was signed with. */
  RequestToken requestOf(SignedCall call) {
    var consumer = consumer(call);
    var token =
        tokens
            .pending(call.require("oauth_token"))
            .filter(found -> found.consumerKey().equals(consumer.key()))
            .orElseThrow(() -> OAuthProblem.of("token_rejected"));
    verifier.verify(call, consumer.secret(), token.secret());
    return token;
  }

  private Consumer consumer(SignedCall call) {
    return register
        .consumer(call.require("oauth_consumer_key"))
        .orElseThrow(() -> OAuthProblem.of("consumer_key_unknown"));
  }
}
