def f():
    try:
        g()
    except (A, B) as e:
        h(e)
    except C:
        raise
    except:
        pass
    else:
        k()
