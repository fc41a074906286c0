package io.brokerway.server.rest.v1;

import io.brokerway.broker.BrokerProfile;
import io.brokerway.broker.Capabilities;
import io.brokerway.broker.Environment;
import io.brokerway.broker.instrument.AssetClass;
import io.brokerway.broker.login.CredentialField;
import io.brokerway.broker.login.LoginKind;
import io.brokerway.broker.login.LoginLife;
import io.brokerway.broker.login.LoginOption;
import io.brokerway.broker.order.OrderClass;
import io.brokerway.broker.order.OrderIdentity;
import io.brokerway.broker.order.OrderType;
import io.brokerway.broker.order.TimeInForce;
import io.brokerway.broker.order.TradingSession;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A broker that can be connected.
 *
 * @param logins the ways in, the recommended one first
 */
record BrokerResource(
    String id,
    String name,
    @Nullable URI documentation,
    List<Login> logins,
    Abilities capabilities) {

  /**
   * A way in.
   *
   * @param lifetime ISO 8601; null if the login does not end by itself
   */
  record Login(
      String id,
      LoginKind kind,
      String title,
      List<Environment> environments,
      List<Field> fields,
      @Nullable String lifetime,
      LoginLife.Renewal renewal,
      boolean official) {
    static Login of(LoginOption option) {
      return new Login(
          option.id(),
          option.kind(),
          option.title(),
          option.environments().stream().sorted().toList(),
          option.fields().stream().map(Field::of).toList(),
          option.lifetime() == null ? null : option.lifetime().toString(),
          option.renewal(),
          option.official());
    }
  }

  /** A field of the login form. */
  record Field(String name, String label, boolean required, boolean secret, String help) {
    static Field of(CredentialField field) {
      return new Field(field.name(), field.label(), field.required(), field.secret(), field.help());
    }
  }

  /**
   * What the broker can do.
   *
   * @param readOnly whether it takes no orders at all
   * @param orders every combination of each row's parts is taken
   * @param recovery what can be done after a lost answer; null for a read-only broker
   */
  record Abilities(
      boolean readOnly,
      List<AssetClass> assetClasses,
      List<OrderSupport> orders,
      List<OrderClass> nativeOrderClasses,
      List<Capabilities.ReplaceField> replaceable,
      OrderIdentity.@Nullable Recovery recovery,
      List<Capabilities.StreamKind> streams,
      boolean quotes,
      boolean bars,
      List<String> parameters,
      List<Capabilities.Extra> extras) {
    static Abilities of(Capabilities capabilities) {
      var identity = capabilities.orderIdentity();
      return new Abilities(
          capabilities.isReadOnly(),
          capabilities.assetClasses().stream().sorted().toList(),
          capabilities.orders().stream().map(OrderSupport::of).toList(),
          capabilities.orderClasses().stream().sorted().toList(),
          capabilities.replaceable().stream().sorted().toList(),
          identity == null ? null : identity.recovery(),
          capabilities.streams().stream().sorted().toList(),
          capabilities.marketData().quotes(),
          capabilities.marketData().bars(),
          capabilities.parameters().stream().sorted().toList(),
          capabilities.extras().stream().sorted().toList());
    }
  }

  /** A set of orders that are taken. */
  record OrderSupport(
      List<AssetClass> assetClasses,
      List<OrderType> types,
      List<TimeInForce> timesInForce,
      List<TradingSession> sessions,
      List<Capabilities.QuantityKind> quantities) {
    static OrderSupport of(Capabilities.OrderSupport support) {
      return new OrderSupport(
          support.assetClasses().stream().sorted().toList(),
          support.types().stream().sorted().toList(),
          support.timesInForce().stream().sorted().toList(),
          support.sessions().stream().sorted().toList(),
          support.quantities().stream().sorted().toList());
    }
  }

  static BrokerResource of(BrokerProfile profile) {
    return new BrokerResource(
        profile.id().value(),
        profile.name(),
        profile.documentation(),
        profile.logins().stream().map(Login::of).toList(),
        Abilities.of(profile.capabilities()));
  }
}
