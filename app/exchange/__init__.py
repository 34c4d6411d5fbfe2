"""Figures in and the plan out: workbooks and tables of text. Next: app.bridge hands them to the window.

An untrusted file is opened only by `child`, in a process of its own with budgets; `reader` starts that
process and answers with plain cells, or with a KnownError whose code says what is the matter.
"""
