package io.codemaster.api.codegen;

/** Everything that can be asked to read about generations. */
public sealed interface CodegenQuery
        permits CountActiveGenerations,
                FindGeneration,
                FindGenerations,
                FindFeed,
                FindFeedEntry,
                FindFeedOrigin,
                FindPrompt,
                FindDiff,
                FindPatch {}
