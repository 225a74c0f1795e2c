package io.codemaster.archunit;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.lang.annotation.Annotation;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;

import jakarta.persistence.Entity;

import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.serialization.Revision;
import org.axonframework.spring.stereotype.Aggregate;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RestController;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * What must stay true of the code, by name. The packages hang below a root, so that the same rules can be held against
 * the product and against planted violations.
 */
public final class ArchitectureRules {

    private final String root;

    private final Map<String, ArchRule> rules = new LinkedHashMap<>();

    /** The rules for code below {@code root}, which ends in a dot. */
    public ArchitectureRules(String root) {
        this.root = root;
        modules();
        messages();
        writeSide();
        readSide();
        process();
        web();
        hygiene();
    }

    /** All of them, in the order of the architecture page. */
    public Map<String, ArchRule> byName() {
        return rules;
    }

    private void modules() {
        rules.put(
                "modules_only_meet_in_core_api",
                layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage(root + ".")
                        .withOptionalLayers(!root.equals("io.codemaster."))
                        .layer("api")
                        .definedBy(root + "api..")
                        .layer("command")
                        .definedBy(root + "command..")
                        .layer("query")
                        .definedBy(root + "query..")
                        .layer("saga")
                        .definedBy(root + "saga..")
                        .layer("executor")
                        .definedBy(root + "executor..")
                        .layer("app")
                        .definedBy(root + "app..")
                        .whereLayer("api")
                        .mayNotAccessAnyLayer()
                        .whereLayer("command")
                        .mayOnlyAccessLayers("api")
                        .whereLayer("query")
                        .mayOnlyAccessLayers("api")
                        .whereLayer("saga")
                        .mayOnlyAccessLayers("api")
                        .whereLayer("executor")
                        .mayOnlyAccessLayers("api")
                        .because("command, query, saga and executor share messages, never classes"));
        rules.put(
                "features_do_not_reach_into_each_other",
                slices().matching(root + "(command|query|executor).(*)..")
                        .namingSlices("$2 in $1")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(alwaysTrue(), resideInAPackage(root + "*.shared.."))
                        .because("one feature talks to another by events and commands only"));
        rules.put(
                "no_cycles",
                slices().matching(root + "(**)")
                        .should()
                        .beFreeOfCycles()
                        // a requirement is generated for, and a generation is of a requirement: ids and targets meet
                        .ignoreDependency(resideInAPackage(root + "api.."), resideInAPackage(root + "api.."))
                        .because(
                                "packages that need each other are one package; in the contract families refer to ids"));
    }

    private void messages() {
        rules.put(
                "messages_are_plain",
                classes()
                        .that()
                        .resideInAPackage(root + "api..")
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                root + "api..",
                                "java..",
                                "org.jspecify..",
                                "com.fasterxml.jackson.annotation..",
                                "org.axonframework.modelling.command..",
                                "org.axonframework.commandhandling..",
                                "org.axonframework.serialization.."))
                        .because("the contract outlives every framework around it"));
        rules.put(
                "messages_are_records",
                classes()
                        .that()
                        .implement(familyEndingIn("Command", "Event", "Query", "Task"))
                        .and()
                        .areNotInterfaces()
                        .should()
                        .beRecords()
                        .because("a message is a value"));
        rules.put(
                "events_are_in_the_past_tense",
                classes()
                        .that()
                        .implement(familyEndingIn("Event"))
                        .and()
                        .areNotInterfaces()
                        .should()
                        .haveNameMatching(".*(ed|Sent|Built|Begun|Withdrawn)$")
                        .andShould()
                        .beAnnotatedWith(Revision.class)
                        .because("an event is a fact that is kept for ever, so its schema has a revision"));
        rules.put(
                "commands_are_imperative",
                noClasses()
                        .that()
                        .implement(familyEndingIn("Command", "Task"))
                        .should()
                        .haveNameMatching(".*(ed|Command|Event|Task)$")
                        .because("a command asks; its name starts with a verb and carries no suffix"));
    }

    private void writeSide() {
        rules.put(
                "command_side_never_queries",
                noClasses()
                        .that()
                        .resideInAnyPackage(root + "command..", root + "saga..", root + "executor..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(QueryGateway.class)
                        .because("a decision is made from the aggregate's own events"));
        rules.put(
                "aggregates_are_deterministic",
                noClasses()
                        .that()
                        .areAnnotatedWith(Aggregate.class)
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(LocalDateTime.class, "now")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Random.class)
                        .orShould()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class)
                        .because("time and ids come in with the command, so a test can state them"));
        rules.put(
                "aggregates_see_no_spring_but_their_stereotype",
                classes()
                        .that()
                        .areAnnotatedWith(Aggregate.class)
                        .should()
                        .onlyDependOnClassesThat(resideInAnyPackage(
                                root + "api..", root + "command..", "java..", "org.jspecify..", "org.axonframework.."))
                        .because("an aggregate is tested without a container"));
        rules.put(
                "event_sourcing_handlers_only_assign",
                methods()
                        .that()
                        .areAnnotatedWith(EventSourcingHandler.class)
                        .should()
                        .haveRawReturnType(void.class)
                        .andShould()
                        .haveName("on")
                        .andShould(condition(
                                "not apply further events",
                                (JavaMethod method, ConditionEvents events) -> method.getMethodCallsFromSelf().stream()
                                        .filter(call -> call.getTargetOwner()
                                                .getSimpleName()
                                                .equals("AggregateLifecycle"))
                                        .forEach(call -> events.add(
                                                SimpleConditionEvent.violated(call, call.getDescription())))))
                        .because("the decision was made when the event was appended"));
    }

    private void readSide() {
        rules.put(
                "read_side_never_commands",
                noClasses()
                        .that()
                        .resideInAPackage(root + "query..")
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(CommandGateway.class)
                        .because("a projection is replayed; a command sent from it would be sent again"));
        rules.put(
                "projections_name_their_group_and_can_be_reset",
                classes()
                        .that()
                        .haveSimpleNameEndingWith("Projection")
                        .and()
                        .areTopLevelClasses()
                        .and()
                        .resideInAPackage(root + "query..")
                        .should()
                        .beAnnotatedWith(ProcessingGroup.class)
                        .andShould(haveAMethodAnnotatedWith(ResetHandler.class))
                        .because("every read model can be dropped and made again from the events"));
        rules.put(
                "event_handlers_live_in_projections",
                methods()
                        .that()
                        .areAnnotatedWith(EventHandler.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .haveSimpleNameEndingWith("Projection")
                        .because("what reacts to events is a projection or a saga, and a saga has its own annotation"));
        rules.put(
                "query_handlers_live_on_the_query_side",
                methods()
                        .that()
                        .areAnnotatedWith(QueryHandler.class)
                        .should()
                        .beDeclaredInClassesThat()
                        .resideInAPackage(root + "query..")
                        .because("only one side remembers"));
        rules.put(
                "entities_stay_in_their_feature",
                classes()
                        .that()
                        .areAnnotatedWith(Entity.class)
                        .should()
                        .bePackagePrivate()
                        .andShould()
                        .resideInAPackage(root + "query..")
                        .because("the table behind a view may change without anybody noticing"));
    }

    private void process() {
        rules.put(
                "sagas_only_listen_and_send",
                classes()
                        .that()
                        .areAnnotatedWith(Saga.class)
                        .should()
                        .onlyDependOnClassesThat(
                                // a saga is stored as JSON, so its fields may say how they are written
                                resideInAnyPackage(
                                        root + "api..",
                                        root + "saga..",
                                        "java..",
                                        "org.jspecify..",
                                        "org.axonframework..",
                                        "com.fasterxml.jackson.annotation.."))
                        .because("what a saga wants done it asks for with a command"));
        rules.put(
                "only_executors_start_processes",
                noClasses()
                        .that()
                        // the demo serves a repository of its own to the executor's git
                        .resideOutsideOfPackages(root + "executor..", root + "app.demo..")
                        .should()
                        .dependOnClassesThat(
                                namedAnyOf("java.lang.ProcessBuilder", "java.lang.Process", "java.lang.ProcessHandle"))
                        .orShould()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.net.http..", "org.eclipse.jgit..", "org.springframework.web.client..")
                        .because("the outside stands behind an executor"));
    }

    private void web() {
        rules.put(
                "controllers_are_package_private_and_live_with_their_feature",
                classes()
                        .that()
                        .areAnnotatedWith(RestController.class)
                        .should()
                        .bePackagePrivate()
                        .andShould()
                        .resideInAnyPackage(root + "command..", root + "query..", root + "app..")
                        .andShould()
                        .haveSimpleNameEndingWith("Controller")
                        .because("nothing but a request calls a controller"));
    }

    private void hygiene() {
        rules.put(
                "components_are_package_private",
                classes()
                        .that()
                        .areMetaAnnotatedWith(Component.class)
                        .and()
                        .areNotAnnotatedWith(Saga.class)
                        .and()
                        // app is one side without features: its packages serve each other
                        .resideOutsideOfPackage(root + "app..")
                        .should()
                        .bePackagePrivate()
                        .because("others know the interface, not the component; Axon wants sagas public"));
        rules.put(
                "configuration_is_typed_records",
                classes()
                        .that()
                        .areAnnotatedWith(ConfigurationProperties.class)
                        .should()
                        .beRecords()
                        .andShould()
                        .haveSimpleNameEndingWith("Properties")
                        .because("settings are values that check themselves once"));
        rules.put(
                "no_field_injection",
                fields().should()
                        .notBeAnnotatedWith(Autowired.class)
                        .because("collaborators are constructor parameters"));
        rules.put(
                "fields_are_private",
                fields().that()
                        .doNotHaveModifier(JavaModifier.STATIC)
                        .and()
                        .doNotHaveModifier(JavaModifier.SYNTHETIC)
                        .should()
                        .bePrivate()
                        .because("state has one owner"));
        rules.put(
                "no_god_names",
                noClasses()
                        .should()
                        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto|DTO|Service)$")
                        .because("such a name says nothing about what the class does"));
        rules.put("no_standard_streams", NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        rules.put("no_generic_exceptions", NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        rules.put(
                "every_package_is_null_marked",
                classes()
                        .that()
                        .areTopLevelClasses()
                        .should(condition("be in a @NullMarked package", (JavaClass type, ConditionEvents events) -> {
                            if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
                                events.add(SimpleConditionEvent.violated(
                                        type, type.getPackageName() + " has no @NullMarked package-info"));
                            }
                        }))
                        .because("what may be null says so"));
    }

    private DescribedPredicate<JavaClass> familyEndingIn(String... suffixes) {
        return DescribedPredicate.describe(
                "named *" + String.join("|*", suffixes) + " in the api",
                type -> type.getPackageName().startsWith(root + "api")
                        && Arrays.stream(suffixes).anyMatch(type.getSimpleName()::endsWith));
    }

    private static DescribedPredicate<JavaClass> namedAnyOf(String... names) {
        return DescribedPredicate.describe(
                "named any of " + List.of(names), type -> List.of(names).contains(type.getName()));
    }

    private static ArchCondition<JavaClass> haveAMethodAnnotatedWith(Class<? extends Annotation> annotation) {
        return condition("have a method annotated with @" + annotation.getSimpleName(), (type, events) -> {
            if (type.getMethods().stream().noneMatch(method -> method.isAnnotatedWith(annotation))) {
                events.add(
                        SimpleConditionEvent.violated(type, type.getName() + " has no @" + annotation.getSimpleName()));
            }
        });
    }

    private static <T> ArchCondition<T> condition(String description, BiConsumer<T, ConditionEvents> check) {
        return new ArchCondition<>(description) {
            @Override
            public void check(T item, ConditionEvents events) {
                check.accept(item, events);
            }
        };
    }
}
