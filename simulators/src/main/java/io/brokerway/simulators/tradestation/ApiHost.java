package io.brokerway.simulators.tradestation;

import io.brokerway.broker.BrokerException;
import io.brokerway.broker.Environment;
import io.brokerway.simulators.HttpCall;
import io.brokerway.simulators.HttpReply;
import java.util.Arrays;
import java.util.List;

/** One API host, live or simulation: who calls, whether he may, how often, and what for. */
final class ApiHost {
  private final Environment environment;
  private final Callers callers;
  private final Quotas quotas;
  private final Apis apis;

  /** The parts that both hosts share. */
  record Apis(
      AccountsApi accounts,
      OrderLists lists,
      ExecutionApi execution,
      MarketApi market,
      BarsApi bars,
      StreamApi streams) {}

  ApiHost(Environment environment, Callers callers, Quotas quotas, Apis apis) {
    this.environment = environment;
    this.callers = callers;
    this.quotas = quotas;
    this.apis = apis;
  }

  HttpReply answer(HttpCall call, boolean pretending) {
    try {
      var visitor = callers.visitor(call, environment);
      var path = Arrays.stream(call.path().split("/", -1)).skip(1).toList();
      if (path.size() < 3 || !path.getFirst().equals("v3")) {
        throw Refusal.notFound("The requested resource was not found.");
      }
      var rest = path.subList(2, path.size());
      return switch (path.get(1)) {
        case "brokerage" -> brokerage(visitor, rest, call);
        case "orderexecution" -> execution(visitor, rest, call, pretending);
        case "marketdata" -> market(visitor, rest, call);
        default -> throw Refusal.notFound("The requested resource was not found.");
      };
    } catch (Refusal refusal) {
      return refusal.reply();
    } catch (OrderFailed failed) {
      return Refusal.badRequest(failed.text()).reply();
    } catch (BrokerException.Unavailable unavailable) {
      return HttpReply.json(
          503, java.util.Map.of("Error", "ServiceUnavailable", "Message", "Service unavailable"));
    }
  }

  private HttpReply brokerage(Visitor visitor, List<String> path, HttpCall call) {
    visitor.require(TradeStationOAuth.READ);
    requireGet(call);
    if (path.getFirst().equals("stream") && path.size() > 3) {
      return brokerageStream(visitor, path.subList(2, path.size()), call);
    }
    if (!path.getFirst().equals("accounts")) {
      throw notFound();
    }
    if (path.size() == 1) {
      quotas.count(Quota.ACCOUNTS, visitor.caller());
      return apis.accounts().accounts(visitor);
    }
    if (path.size() < 3) {
      throw notFound();
    }
    var accounts = path.get(1);
    var byId = path.size() == 4;
    return switch (path.get(2)) {
      case "balances" -> {
        quotas.count(Quota.BALANCES, visitor.caller());
        yield apis.accounts().balances(visitor, accounts);
      }
      case "bodbalances" -> {
        quotas.count(Quota.BALANCES, visitor.caller());
        yield apis.accounts().startOfDay(visitor, accounts);
      }
      case "positions" -> {
        quotas.count(Quota.POSITIONS, visitor.caller());
        yield apis.accounts().positions(visitor, accounts, call);
      }
      case "orders" -> {
        quotas.count(Quota.ORDERS, visitor.caller());
        yield byId
            ? apis.lists().present(visitor, accounts, path.get(3))
            : apis.lists().present(visitor, accounts, call);
      }
      case "historicalorders" -> {
        quotas.count(Quota.ORDERS, visitor.caller());
        yield byId
            ? apis.lists().historical(visitor, accounts, path.get(3), call)
            : apis.lists().historical(visitor, accounts, call);
      }
      default -> throw notFound();
    };
  }

  private HttpReply brokerageStream(Visitor visitor, List<String> path, HttpCall call) {
    return switch (path.get(1)) {
      case "orders" ->
          path.size() > 2
              ? apis.streams().orders(visitor, path.getFirst(), path.get(2))
              : apis.streams().orders(visitor, path.getFirst());
      case "positions" -> apis.streams().positions(visitor, path.getFirst(), call);
      default -> throw notFound();
    };
  }

  private HttpReply execution(
      Visitor visitor, List<String> path, HttpCall call, boolean pretending) {
    visitor.require(TradeStationOAuth.TRADE);
    var execution = apis.execution();
    var id = path.size() > 1 ? path.get(1) : "";
    return switch (call.method() + " " + path.getFirst() + (id.isEmpty() ? "" : "/")) {
      case "POST orders" ->
          pretending ? execution.pretend(visitor, call) : execution.place(visitor, call);
      case "POST ordergroups" ->
          pretending ? execution.pretendGroup(visitor, call) : execution.placeGroup(visitor, call);
      case "POST orderconfirm" -> execution.confirm(visitor, call);
      case "POST ordergroupconfirm" -> execution.confirmGroup(visitor, call);
      case "PUT orders/" -> execution.replace(visitor, id, call, pretending);
      case "DELETE orders/" -> execution.cancel(visitor, id, pretending);
      case "GET routes" -> execution.routes();
      case "GET activationtriggers" -> execution.triggers();
      default -> throw notFound();
    };
  }

  private HttpReply market(Visitor visitor, List<String> path, HttpCall call) {
    visitor.require(TradeStationOAuth.MARKET_DATA);
    requireGet(call);
    var name = path.size() > 1 ? path.get(1) : "";
    return switch (path.getFirst()) {
      case "quotes" -> {
        quotas.count(Quota.QUOTES, visitor.caller());
        yield apis.market().quotes(name);
      }
      case "symbols" -> apis.market().details(name);
      case "symbollists" -> apis.market().cryptoPairs();
      case "barcharts" -> apis.bars().bars(name, call);
      case "options" -> options(visitor, path.subList(1, path.size()), call);
      case "stream" -> marketStream(visitor, path.subList(1, path.size()), call);
      default -> throw notFound();
    };
  }

  private HttpReply options(Visitor visitor, List<String> path, HttpCall call) {
    var underlying = path.size() > 1 ? path.get(1) : "";
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "expirations" -> {
        quotas.count(Quota.OPTION_EXPIRATIONS, visitor.caller());
        yield apis.market().expirations(underlying);
      }
      case "strikes" -> {
        quotas.count(Quota.OPTION_STRIKES, visitor.caller());
        yield apis.market().strikes(underlying, call);
      }
      case "spreadtypes" -> {
        quotas.count(Quota.OPTION_SPREAD_TYPES, visitor.caller());
        yield apis.market().spreadTypes();
      }
      default -> throw notFound();
    };
  }

  private HttpReply marketStream(Visitor visitor, List<String> path, HttpCall call) {
    var name = path.size() > 1 ? path.get(1) : "";
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "quotes" -> {
        quotas.count(Quota.QUOTE_STREAMS, visitor.caller());
        yield apis.streams().quotes(visitor, name);
      }
      case "barcharts" -> {
        quotas.count(Quota.BAR_STREAMS, visitor.caller());
        yield apis.streams().bars(visitor, name, call);
      }
      case "marketdepth", "options" -> throw Refusal.notSimulated("this stream");
      default -> throw notFound();
    };
  }

  private static void requireGet(HttpCall call) {
    if (!call.method().equals("GET")) {
      throw notFound();
    }
  }

  private static Refusal notFound() {
    return Refusal.notFound("The requested resource was not found.");
  }
}
