package io.brokerway.server.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.NumberSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in the schema of a record what its components say: null only where it is marked. */
final class RecordSchemas implements ModelConverter {

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    var raw = TypeFactory.defaultInstance().constructType(type.getType()).getRawClass();
    if (schema != null && raw.isRecord() && raw.getName().startsWith("io.brokerway.server")) {
      complete(schema, raw, context);
    }
    return schema;
  }

  private static void complete(Schema<?> schema, Class<?> type, ModelConverterContext context) {
    var reference = schema.get$ref();
    var model =
        reference == null
            ? schema
            : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    if (model == null || model.getProperties() == null) {
      return;
    }
    model.setAdditionalProperties(false);
    model.setRequired(
        Arrays.stream(type.getRecordComponents())
            .filter(component -> !isNullable(component) || isAnswer(type))
            .filter(component -> !component.getAccessor().isAnnotationPresent(JsonInclude.class))
            .map(RecordSchemas::name)
            .filter(model.getProperties()::containsKey)
            .toList());
    for (var component : type.getRecordComponents()) {
      if (component.getType() == BigDecimal.class && takesPlainNumbers(type)) {
        model.getProperties().put(name(component), new NumberSchema());
      }
      if (isNullable(component)) {
        allowNull(model, name(component));
      }
      if (component.getAccessor().isAnnotationPresent(JsonRawValue.class)) {
        model.getProperties().put(name(component), new ObjectSchema());
      }
    }
  }

  /** The trading surface speaks of money in plain numbers, in its requests too. */
  private static boolean takesPlainNumbers(Class<?> type) {
    return type.getPackageName().endsWith(".trading");
  }

  /** In answers every field is there, if only as null; in requests it may be left out. */
  private static boolean isAnswer(Class<?> type) {
    var outermost = type.getEnclosingClass() == null ? type : type.getEnclosingClass();
    var name = outermost.getSimpleName();
    return name.endsWith("Resource")
        || (name.endsWith("Answer") && !name.equals("HealthAnswer"))
        || name.equals("Page");
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  private static void allowNull(Schema model, String name) {
    var property = (Schema) model.getProperties().get(name);
    if (property == null) {
      return;
    }
    if (property.get$ref() != null) {
      var none = new Schema<>();
      none.addType("null");
      model.getProperties().put(name, new Schema<>().anyOf(List.of(property, none)));
    } else if (property.getEnum() != null) {
      property.addType("null");
      property.getEnum().add(null);
    } else if (property.getTypes() != null) {
      property.addType("null");
    }
  }

  private static boolean isNullable(RecordComponent component) {
    var type = component.getAnnotatedType();
    return type.isAnnotationPresent(Nullable.class);
  }

  private static String name(RecordComponent component) {
    var property = component.getAccessor().getAnnotation(JsonProperty.class);
    return property == null ? component.getName() : property.value();
  }
}
