package io.brokerway.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.engine.connections.LoginProgress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the user does next to end a login, on the documented surfaces. What comes back of it goes to
 * {@code POST /api/v1/connections/{connectionId}/login/answer}, unless the broker redirects to us.
 *
 * @param prompt one sentence for the user
 * @param authorizationUrl the page to open; null for the other steps
 * @param fields what to type; empty for the other steps
 * @param pollAfterSeconds when to ask how an approval stands; null for the other steps
 * @param validUntil when the step runs out
 */
public record NextStepAnswer(
    NextStepType type,
    @JsonProperty("connection_id") UUID connectionId,
    String prompt,
    @JsonProperty("authorization_url") @Nullable URI authorizationUrl,
    List<NextStepField> fields,
    @JsonProperty("poll_after_seconds") @Nullable Long pollAfterSeconds,
    @JsonProperty("valid_until") Instant validUntil) {

  /** The steps there are. */
  public enum NextStepType {
    @JsonProperty("open_page")
    OPEN_PAGE,
    @JsonProperty("ask")
    ASK,
    @JsonProperty("await_approval")
    AWAIT_APPROVAL
  }

  /** A field to be typed. */
  public record NextStepField(String name, String label, boolean required, boolean secret) {
    static NextStepField of(CredentialField field) {
      return new NextStepField(field.name(), field.label(), field.required(), field.secret());
    }
  }

  /** The next step of a login; null if it is done. */
  public static @Nullable NextStepAnswer of(LoginProgress progress) {
    var connection = progress.connection().id();
    return switch (progress) {
      case LoginProgress.Connected done -> null;
      case LoginProgress.OpenPage step ->
          new NextStepAnswer(
              NextStepType.OPEN_PAGE,
              connection,
              "Open the broker's page, log in and allow the access.",
              step.page(),
              List.of(),
              null,
              step.validUntil());
      case LoginProgress.Ask step ->
          new NextStepAnswer(
              NextStepType.ASK,
              connection,
              step.prompt(),
              null,
              step.fields().stream().map(NextStepField::of).toList(),
              null,
              step.validUntil());
      case LoginProgress.AwaitApproval step ->
          new NextStepAnswer(
              NextStepType.AWAIT_APPROVAL,
              connection,
              step.prompt(),
              null,
              List.of(),
              step.pollEvery().toSeconds(),
              step.validUntil());
    };
  }
}
