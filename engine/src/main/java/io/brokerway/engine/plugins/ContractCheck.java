package io.brokerway.engine.plugins;

import io.brokerway.engine.plugins.Plugin.Refusal;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.invoke.MethodType;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds out before the first order whether a plugin fits this gateway: what it uses of the contract
 * must be there, what the contract asks for must be written, and its own classes must find what
 * they name. Without this a plugin of another version would fail in the middle of a command.
 */
final class ContractCheck {
  private final PluginJar jar;
  private final PluginClassLoader loader;
  private final String ownPackage;

  /**
   * Checks a jar.
   *
   * @param adapter the class of its factory: what lies in its package or below is the plugin's own
   *     code; what else lies in the jar are libraries, whose optional parts may be missing
   */
  ContractCheck(PluginJar jar, PluginClassLoader loader, Class<?> adapter) {
    this.jar = jar;
    this.loader = loader;
    this.ownPackage = adapter.getPackageName() + ".";
  }

  /**
   * Looks at every class.
   *
   * @throws PluginRefused naming the first thing that is missing
   */
  void run() {
    jar.entries()
        .forEach((path, bytes) -> {
          if (path.endsWith(".class")
              && !path.startsWith("META-INF/")
              && !path.endsWith("-info.class")) {
            check(path, bytes);
          }
        });
  }

  private void check(String path, byte[] bytes) {
    var name = dotted(path.substring(0, path.length() - ".class".length()));
    try {
      var model = ClassFile.of().parse(bytes);
      for (var entry : model.constantPool()) {
        check(name, entry);
      }
      if (isOwn(name) && fulfilsContract(model)) {
        requireComplete(load(name, name));
      }
    } catch (IllegalArgumentException e) {
      throw new PluginRefused(Refusal.BROKEN, "its class %s cannot be read".formatted(name), e);
    } catch (LinkageError e) {
      throw new PluginRefused(
          Refusal.INCOMPATIBLE, "its class %s cannot be linked: %s".formatted(name, e), e);
    }
  }

  private void check(String user, PoolEntry entry) {
    switch (entry) {
      case ClassEntry used when isChecked(user, used) -> load(user, dotted(used.asInternalName()));
      case MemberRefEntry used when isOfContract(used.owner()) -> requireMember(user, used);
      default -> {
        // Numbers, texts, and what libraries need of each other.
      }
    }
  }

  private boolean isChecked(String user, ClassEntry used) {
    var isArray = used.asInternalName().startsWith("[");
    return !isArray && (isOwn(user) || isOfContract(used));
  }

  private boolean isOwn(String className) {
    return className.startsWith(ownPackage);
  }

  private static boolean isOfContract(ClassEntry used) {
    return dotted(used.asInternalName()).startsWith(PluginClassLoader.CONTRACT);
  }

  private static boolean fulfilsContract(ClassModel model) {
    var supers = Stream.concat(model.superclass().stream(), model.interfaces().stream());
    return supers.anyMatch(ContractCheck::isOfContract);
  }

  private Class<?> load(String user, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      throw new PluginRefused(
          Refusal.INCOMPATIBLE,
          "its class %s needs %s, which is %s"
              .formatted(
                  user,
                  name,
                  name.startsWith(PluginClassLoader.CONTRACT)
                      ? "not in this gateway's contract: build it against this version"
                      : "not in the jar: pack it with what it needs"),
          e);
    }
  }

  private void requireMember(String user, MemberRefEntry used) {
    var owner = load(user, dotted(used.owner().asInternalName()));
    var name = used.name().stringValue();
    var descriptor = used.type().stringValue();
    if (!has(owner, name, descriptor)) {
      throw new PluginRefused(
          Refusal.INCOMPATIBLE,
          "its class %s needs %s.%s%s, which is not in this gateway's contract: build it against this version"
              .formatted(user, owner.getName(), name, descriptor));
    }
  }

  private static boolean has(@Nullable Class<?> type, String name, String descriptor) {
    if (type == null) {
      return false;
    }
    var own =
        Stream.of(
                Arrays.stream(type.getDeclaredMethods()).filter(m -> m.getName().equals(name)),
                Arrays.stream(type.getDeclaredConstructors()).filter(_ -> name.equals("<init>")))
            .flatMap(members -> members)
            .anyMatch(member -> isVisible(member) && descriptor(member).equals(descriptor));
    return own
        || hasField(type, name, descriptor)
        || has(type.getSuperclass(), name, descriptor)
        || Arrays.stream(type.getInterfaces()).anyMatch(above -> has(above, name, descriptor))
        || (type.isInterface() && has(Object.class, name, descriptor));
  }

  private static boolean isVisible(Executable member) {
    return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private static String descriptor(Executable member) {
    var result = member instanceof java.lang.reflect.Method m ? m.getReturnType() : void.class;
    return MethodType.methodType(result, member.getParameterTypes()).descriptorString();
  }

  private static boolean hasField(Class<?> type, String name, String descriptor) {
    return Arrays.stream(type.getDeclaredFields())
        .anyMatch(field ->
            field.getName().equals(name) && field.getType().descriptorString().equals(descriptor));
  }

  private static void requireComplete(Class<?> type) {
    if (Modifier.isAbstract(type.getModifiers())) {
      return;
    }
    for (var method : type.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers())) {
        throw new PluginRefused(
            Refusal.INCOMPATIBLE,
            "its class %s has no %s.%s, which this gateway's contract asks for: build it against this version"
                .formatted(type.getName(), method.getDeclaringClass().getName(), method.getName()));
      }
    }
  }

  private static String dotted(String internalName) {
    return internalName.replace('/', '.');
  }
}
