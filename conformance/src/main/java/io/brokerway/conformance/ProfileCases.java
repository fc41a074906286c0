package io.brokerway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.login.LoginOption;
import java.util.List;

/** PROFILE: what a broker says of itself before anybody logs in. */
final class ProfileCases {
  private static final String CAPABILITY = "profile";

  private ProfileCases() {}

  static List<ConformanceCase> of(Plan plan) {
    var sheet = new Plan.Sheet("PROFILE");
    sheet.add(
        "01",
        CAPABILITY,
        "ids and names of the profile are well-formed and unique",
        stage -> {
          var profile = stage.profile();

          assertThat(profile.name()).isNotBlank();
          assertThat(profile.logins()).extracting(LoginOption::id).doesNotHaveDuplicates();
          assertThat(profile.logins())
              .allSatisfy(option -> assertThat(option.id()).matches("[a-z][a-z0-9-]*"))
              .allSatisfy(option -> assertThat(option.environments()).isNotEmpty());
          assertThat(profile.settings())
              .extracting(BrokerProfile.Setting::key)
              .doesNotHaveDuplicates()
              .allSatisfy(key -> assertThat(key).matches("[a-z][a-z0-9-]*"));
        });
    sheet.add(
        "02",
        CAPABILITY,
        "an open broker can do no more than its profile says",
        stage -> {
          var declared = stage.capabilities();

          var open = stage.trader().broker().capabilities();

          assertThat(declared.assetClasses()).containsAll(open.assetClasses());
          assertThat(declared.orderClasses()).containsAll(open.orderClasses());
          assertThat(declared.streams()).containsAll(open.streams());
          assertThat(declared.replaceable()).containsAll(open.replaceable());
          assertThat(declared.isReadOnly() && !open.isReadOnly()).isFalse();
        });
    sheet.add(
        "03",
        CAPABILITY,
        "connecting makes no call",
        stage -> {
          var trader = stage.trader();

          stage.quietly(
              trader.broker(),
              _ -> stage.simulator().adapter().connect(trader.session(), stage.gateway()).close());
        });
    sheet.add(
        "04",
        CAPABILITY,
        "what the broker needs is counted: traffic is seen",
        stage -> {
          var before = stage.simulator().traffic();

          stage.trader().broker().fetchAccounts();

          assertThat(stage.simulator().traffic()).isGreaterThan(before);
        });
    if (plan.overNetwork()) {
      sheet.add(
          "05",
          CAPABILITY,
          "every call is recorded, without a secret",
          stage -> {
            var trader = stage.trader();
            trader.broker().fetchBalance(trader.key());

            assertThat(stage.records())
                .isNotEmpty()
                .allSatisfy(record -> {
                  assertThat(record.broker()).isEqualTo(stage.profile().id());
                  assertThat(record.operation()).isNotBlank();
                  assertThat(record.target()).doesNotContain("?");
                  assertThat(trader.truth().secrets()).noneMatch(record.toString()::contains);
                });
          });
    }
    return sheet.cases();
  }
}
