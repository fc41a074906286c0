package io.brokerway.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.engine.identity.NewApiKey;
import io.brokerway.engine.identity.Scope;
import io.brokerway.engine.identity.UserId;
import io.brokerway.engine.storage.TenantId;
import io.brokerway.server.Api;
import io.brokerway.server.TestGateways;
import io.brokerway.server.Trader;
import io.brokerway.server.http.Operations.Operation;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * S7: every operation of the stored OpenAPI document, with each kind of credentials that must not
 * do. A new operation is in here by itself; one that takes an id and has no sample body fails.
 */
@Tag("security")
final class AuthorizationMatrixTest {
  private static final TenantId MAIN = new TenantId("main");
  private static final TenantId OTHER = new TenantId("matrix-other");
  // The right form and checksum, never issued.
  private static final String NOT_ISSUED =
      "bw_0ImQ6UD5ZbkiIpSxSviUnRStOeDTMTKFi9FGDdZmfeEV4FozeFSDCwetVM33YEchF";
  private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);
  private static final Api NOBODY = Api.at(TestGateways.serve().port());
  private static final Api ADMIN = NOBODY.withKey(TestGateways.adminKey());

  private static Trader victim = Trader.nobody(NOBODY);
  private static Api neighbour = NOBODY;
  private static Api stranger = NOBODY;
  private static Api userWithAllScopes = NOBODY;

  @BeforeAll
  static void makePeople() {
    victim = Trader.of(ADMIN, NOBODY, "victim");
    var other = Trader.of(ADMIN, NOBODY, "neighbour");
    neighbour = other.api();
    userWithAllScopes = NOBODY.withKey(key(MAIN, new UserId(other.user()), ALL, null));
    TestGateways.serve().engine().identity().ensureTenant(OTHER, "Other");
    stranger = NOBODY.withKey(key(OTHER, null, ALL, null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void s07WithoutValidCredentialsNothingIsTold(Operation operation) {
    var past = Instant.parse("2020-01-01T00:00:00Z");
    var revoked = key(MAIN, null, ALL, null);
    TestGateways.serve().engine().identity().revokeKey(MAIN, revoked.substring(3, 19), "test");
    var keys =
        List.of(
            "",
            "bw_nonsense",
            NOT_ISSUED,
            key(MAIN, null, ALL, past),
            revoked,
            TestGateways.adminKey().replaceFirst(".$", "_"));

    var without = operation.send(NOBODY, victim);

    assertThat(without.status() == 401).as(without.text()).isEqualTo(!operation.isOpen());
    for (var key : keys) {
      var reply = operation.send(NOBODY.withKey(key), victim);
      assertThat(reply.status()).as(reply.text()).isEqualTo(401);
      requireCode(operation, reply, "NOT_AUTHENTICATED");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void s07AKeyWithoutTheScopeIsRefused(Operation operation) {
    var needs = operation.needs();
    if (needs == null) {
      return;
    }
    var others = EnumSet.complementOf(EnumSet.of(needs.value()));

    var reply = operation.send(NOBODY.withKey(key(MAIN, null, others, null)), victim);

    assertThat(reply.status()).as(reply.text()).isEqualTo(403);
    requireCode(operation, reply, "NOT_PERMITTED");
    assertThat(reply.text()).contains(needs.value().name());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void s07AUsersKeyDoesNothingThatIsTheApplications(Operation operation) {
    var needs = operation.needs();
    if (needs == null || !needs.application()) {
      return;
    }

    var reply = operation.send(userWithAllScopes, victim);

    assertThat(reply.status()).as(reply.text()).isEqualTo(403);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void s07WhatIsAnothersAnswersAsWhatDoesNotExist(Operation operation) {
    if (!operation.takesId()) {
      return;
    }
    var before = stateOfVictim();
    for (var asker : askers(operation)) {
      var theirs = operation.send(asker, victim);
      var nobodys = operation.send(asker, Trader.nobody(NOBODY));

      assertThat(theirs.status()).as(theirs.text()).isEqualTo(operation.isFilter() ? 200 : 404);
      assertThat(nobodys.status()).isEqualTo(theirs.status());
      assertThat(timeless(theirs)).isEqualTo(timeless(nobodys));
      assertThat(theirs.header("Content-Type")).isEqualTo(nobodys.header("Content-Type"));
    }
    assertThat(stateOfVictim()).isEqualTo(before);
  }

  @Test
  void s07TheMatrixIsWhole() {
    var ids = new TreeSet<String>();
    operations().filter(Operation::takesId).forEach(operation -> ids.add(operation.toString()));

    assertThat(operations()).hasSizeGreaterThanOrEqualTo(44);
    assertThat(ids)
        .hasSizeGreaterThanOrEqualTo(25)
        .contains(
            "GET /api/v1/orders/{orderId}", "DELETE /api/v1/api-keys/{keyId}", "GET /user/{id}");
  }

  private static void requireCode(Operation operation, Api.Reply reply, String code) {
    if (operation.speaksInSentences()) {
      assertThat(reply.json().path("success").booleanValue(true)).isFalse();
      assertThat(reply.field("error")).isNotEmpty();
    } else {
      assertThat(reply.code()).isEqualTo(code);
    }
  }

  /** Without the moment of the answer, which one surface tells. */
  private static String timeless(Api.Reply reply) {
    return reply.text().replaceAll("\"timestamp\":\"[^\"]*\"", "");
  }

  static Stream<Operation> operations() {
    return Operations.all().stream();
  }

  /** Who may use the operation, but not on this. */
  private static List<Api> askers(Operation operation) {
    var needs = operation.needs();
    return needs != null && needs.application() ? List.of(stranger) : List.of(neighbour, stranger);
  }

  private static List<String> stateOfVictim() {
    return Stream.of(
            "/api/v1/accounts/" + victim.account(),
            "/api/v1/accounts/" + victim.account() + "/positions",
            "/api/v1/connections/" + victim.connection(),
            "/api/v1/orders/" + victim.order(),
            "/api/v1/orders/" + victim.order() + "/events",
            "/api/v1/users/" + victim.user())
        .map(path -> ADMIN.with("Brokerway-User", victim.user()).get(path).text())
        .toList();
  }

  private static String key(
      TenantId tenant, @Nullable UserId user, Set<Scope> scopes, @Nullable Instant expiresAt) {
    var request = new NewApiKey(user, scopes, "matrix", expiresAt);
    return TestGateways.serve()
        .engine()
        .identity()
        .issueKey(tenant, request, "test")
        .text()
        .reveal();
  }
}
