package io.brokerway.server.admin;

import io.brokerway.engine.Engine;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Optional;

/** What an operator can have done, by a gateway that runs or while none does. */
public enum AdminTask {
  CREATE_KEY(new CreateKey()),
  LIST_KEYS(new ListKeys()),
  REVOKE_KEY(new RevokeKey()),
  ROTATE_KEYS(new RotateKeys()),
  LIST_PLUGINS(new ListPlugins()),
  LIST_APPLICATIONS(new BrokerApplications()),
  SET_APPLICATION(new SetApplication()),
  REMOVE_APPLICATION(new RemoveApplication());

  /** How operators' acts are named in the log. */
  static final String ACTOR = "operator";

  private final Work work;

  AdminTask(Work work) {
    this.work = work;
  }

  /** The work of a task. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it.
     *
     * @throws IllegalArgumentException if an argument is wrong
     * @throws IllegalStateException if it cannot be done, with the reason
     */
    void run(Engine engine, Arguments arguments, PrintWriter out);
  }

  static Optional<AdminTask> named(String name) {
    return Arrays.stream(values()).filter(task -> task.name().equals(name)).findFirst();
  }

  void run(Engine engine, Arguments arguments, PrintWriter out) {
    work.run(engine, arguments, out);
  }
}
