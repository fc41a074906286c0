package io.brokerway.server.json;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The fields of one request record and how each is read. */
final class RecordShape {
  private final List<Field> fields;
  private final MethodHandle constructor;

  /** A component: its name on the wire and the reader of its type. */
  private record Field(String name, boolean required, FieldReader reader) {}

  RecordShape(Class<?> type, RequestBinder binder) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is no record");
    }
    fields =
        Arrays.stream(type.getRecordComponents())
            .map(component ->
                new Field(
                    wireName(component),
                    !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    reader(component, binder)))
            .toList();
    constructor = constructor(type);
  }

  private static FieldReader reader(RecordComponent component, RequestBinder binder) {
    var reader = FieldReader.of(component.getGenericType(), binder);
    return component.isAnnotationPresent(AnyCase.class) ? FieldReader.anyCase(reader) : reader;
  }

  @Nullable Object[] read(JsonNode object, String path, List<FieldError> errors) {
    refuseUnknown(object, path, errors);
    var arguments = new @Nullable Object[fields.size()];
    for (var i = 0; i < arguments.length; i++) {
      var field = fields.get(i);
      var node = object.get(field.name());
      var at = child(path, field.name());
      if (node != null && !node.isNull()) {
        arguments[i] = field.reader().read(node, at, errors);
      } else if (field.required()) {
        errors.add(new FieldError(at, "is required"));
      }
    }
    return arguments;
  }

  @Nullable Object create(@Nullable Object[] arguments, String path, List<FieldError> errors) {
    try {
      return constructor.invoke(arguments);
    } catch (IllegalArgumentException e) {
      errors.add(new FieldError(path, String.valueOf(e.getMessage())));
      return null;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private void refuseUnknown(JsonNode object, String path, List<FieldError> errors) {
    var known = names();
    for (var name : object.propertyNames()) {
      if (!known.contains(name)) {
        errors.add(
            new FieldError(child(path, shown(name)), "is not a field of this request", known));
      }
    }
  }

  private List<String> names() {
    var names = new ArrayList<String>(fields.size());
    for (var field : fields) {
      names.add(field.name());
    }
    return names;
  }

  /** A name that a client made up, short and without control characters. */
  private static String shown(String name) {
    var clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= 64 ? clean : clean.substring(0, 64) + "…";
  }

  private static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String wireName(RecordComponent component) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }

  private static MethodHandle constructor(Class<?> type) {
    var parameters =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findConstructor(type, MethodType.methodType(void.class, parameters))
          .asSpreader(Object[].class, parameters.length)
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
