package io.brokerway.conformance.skeleton;

import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** Runs the tests of some classes in a process of its own; one that fails ends it. */
final class SkeletonTests {
  private SkeletonTests() {}

  public static void main(String[] classes) throws ReflectiveOperationException {
    for (var name : classes) {
      run(Class.forName(name));
    }
  }

  private static void run(Class<?> tests) throws ReflectiveOperationException {
    for (var method : tests.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        var constructor = tests.getDeclaredConstructor();
        constructor.setAccessible(true);
        method.setAccessible(true);
        try {
          method.invoke(constructor.newInstance());
        } catch (InvocationTargetException e) {
          throw new AssertionError(method.getName(), e.getCause());
        }
        System.out.println("passed " + method.getName());
      }
    }
  }
}
