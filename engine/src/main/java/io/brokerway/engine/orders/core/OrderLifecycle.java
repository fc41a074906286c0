package io.brokerway.engine.orders.core;

import java.util.Map;

/**
 * The life of an order as a pure function: whatever comes, in whatever order and however often, a
 * final state never reopens, no fill counts twice, and nothing becomes final without proof.
 */
public final class OrderLifecycle {
  private OrderLifecycle() {}

  /** The next state; an input that changes nothing gives the same one back. */
  public static Step step(OrderAggregate order, Input input) {
    var stepper = new Stepper(order, input.at());
    switch (input) {
      case Input.Asked asked -> CommandSteps.asked(stepper, asked.command());
      case Input.Begin begin -> CommandSteps.begin(stepper, begin);
      case Input.Ended ended -> OutcomeSteps.ended(stepper, ended);
      case Input.Threw threw -> CommandSteps.threw(stepper, threw);
      case Input.Orphaned orphaned -> CommandSteps.orphaned(stepper, orphaned.command());
      case Input.Expired expired -> CommandSteps.expired(stepper, expired.command(), expired.why());
      case Input.Withheld withheld ->
          CommandSteps.withheld(stepper, withheld.command(), withheld.why());
      case Input.Abandoned abandoned -> CommandSteps.abandoned(stepper, abandoned.why());
      case Input.LateCancelBegun begun ->
          stepper.tell(OrderFacts.LATE_CANCEL_SENT, Map.of("brokerOrderId", begun.brokerOrderId()));
      case Input.LateCancelEnded ended ->
          stepper.tell(
              OrderFacts.LATE_CANCEL_ANSWERED,
              Map.of(
                  "brokerOrderId", ended.brokerOrderId(),
                  "outcome", OutcomeSteps.nameOf(ended.outcome())));
      case Input.Concluded concluded -> CommandSteps.concluded(stepper, concluded);
      case Input.Reported reported -> ReportSteps.reported(stepper, reported.report());
      case Input.Executed executed ->
          FillSteps.executed(stepper, executed.execution(), executed.identity());
      case Input.Unexplained unexplained -> FillSteps.unexplained(stepper, unexplained);
    }
    return stepper.done();
  }
}
